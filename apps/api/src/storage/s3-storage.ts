import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { S3Client } from '@aws-sdk/client-s3'
import type { Config } from '../config.ts'
import { NotFoundError, StorageFullError } from '../errors.ts'
import type { Storage } from './storage.ts'
import { checkedKey } from './storage-key.ts'

type Sdk = typeof import('@aws-sdk/client-s3')

/** S3 wants at least 5 MiB in all parts but the last. */
const PART_BYTES = 8 * 1024 * 1024

/** A bucket of any service that speaks S3. The SDK is loaded at the first use: most installations have no bucket. */
export function s3Storage(settings: NonNullable<Config['s3']>): Storage {
  let connection: Promise<{ sdk: Sdk; client: S3Client }> | undefined
  const connect = () => {
    connection ??= openClient(settings)
    return connection
  }
  const at = (key: string) => ({ Bucket: settings.bucket, Key: checkedKey(key) })

  const openObject = async (key: string, range?: { start: number; end: number }): Promise<Readable> => {
    const { sdk, client } = await connect()
    const Range = range && `bytes=${range.start}-${range.end}`
    const found = await client.send(new sdk.GetObjectCommand({ ...at(key), Range })).catch(explain(key))
    return found.Body as Readable
  }

  return {
    async write(key, bytes) {
      const { sdk, client } = await connect()
      const upload = new PartedUpload(sdk, client, at(key))
      try {
        return { sizeBytes: await upload.send(bytes) }
      } catch (error) {
        await upload.abort()
        return explain(key)(error)
      }
    },

    open: openObject,

    async size(key) {
      const { sdk, client } = await connect()
      const head = await client.send(new sdk.HeadObjectCommand(at(key))).catch(explain(key))
      return head.ContentLength ?? 0
    },

    async localCopy(key) {
      const bytes = await openObject(key)
      const folder = await mkdtemp(path.join(tmpdir(), 'segue-copy-'))
      const release = () => rm(folder, { recursive: true, force: true })
      const copy = path.join(folder, randomUUID() + path.extname(key))
      try {
        await pipeline(bytes, createWriteStream(copy))
        return { path: copy, release }
      } catch (error) {
        await release()
        throw error
      }
    },

    async remove(key) {
      const { sdk, client } = await connect()
      await client.send(new sdk.DeleteObjectCommand(at(key)))
    },
  }
}

async function openClient(settings: NonNullable<Config['s3']>) {
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client({
    region: settings.region,
    endpoint: settings.endpoint,
    // buckets as host names need DNS that self-hosted services rarely have
    forcePathStyle: settings.endpoint !== undefined,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    // not every S3-compatible service knows the newer checksum trailers
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return { sdk, client }
}

/** Sends a stream of unknown length with at most one part in memory; small ones go in one request. */
class PartedUpload {
  #uploadId?: string
  #parts: { PartNumber: number; ETag?: string }[] = []

  constructor(
    readonly sdk: Sdk,
    readonly client: S3Client,
    readonly target: { Bucket: string; Key: string },
  ) {}

  async send(bytes: Readable): Promise<number> {
    let sizeBytes = 0
    let pending: Buffer[] = []
    let pendingBytes = 0
    for await (const chunk of bytes) {
      pending.push(chunk)
      pendingBytes += chunk.length
      sizeBytes += chunk.length
      if (pendingBytes < PART_BYTES) continue
      await this.#sendPart(Buffer.concat(pending))
      pending = []
      pendingBytes = 0
    }
    const rest = Buffer.concat(pending)
    if (!this.#uploadId) await this.client.send(new this.sdk.PutObjectCommand({ ...this.target, Body: rest }))
    else await this.#complete(rest)
    return sizeBytes
  }

  async abort() {
    if (!this.#uploadId) return
    const command = new this.sdk.AbortMultipartUploadCommand({ ...this.target, UploadId: this.#uploadId })
    // the first error is the one to report; the service drops stale parts by its own rules
    await this.client.send(command).catch(() => undefined)
  }

  async #sendPart(Body: Buffer) {
    this.#uploadId ??= (await this.client.send(new this.sdk.CreateMultipartUploadCommand(this.target))).UploadId
    const PartNumber = this.#parts.length + 1
    const part = { ...this.target, UploadId: this.#uploadId, PartNumber, Body }
    const { ETag } = await this.client.send(new this.sdk.UploadPartCommand(part))
    this.#parts.push({ PartNumber, ETag })
  }

  async #complete(rest: Buffer) {
    if (rest.length > 0) await this.#sendPart(rest)
    const whole = { ...this.target, UploadId: this.#uploadId, MultipartUpload: { Parts: this.#parts } }
    await this.client.send(new this.sdk.CompleteMultipartUploadCommand(whole))
  }
}

function explain(key: string) {
  return (error: unknown): never => {
    const { name } = error as Error
    if (name === 'NoSuchKey' || name === 'NotFound') throw new NotFoundError(`The file ${key}`)
    if (name === 'XMinioStorageFull' || name === 'QuotaExceeded') throw new StorageFullError()
    throw error
  }
}
