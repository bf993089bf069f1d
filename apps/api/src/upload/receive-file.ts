import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StorageFullError } from '../errors.ts'
import { EmptyFileError, FileTooLargeError, UploadAbortedError } from './upload-errors.ts'

export interface ReceivedFile {
  path: string
  sizeBytes: number
  /** SHA-256 of all bytes, in hex */
  contentHash: string
  discard(): Promise<void>
}

/**
 * Writes what comes to a temporary file, counting and hashing on the way: a large file never lies in memory, and
 * nothing stays behind when it is not wanted.
 * @throws EmptyFileError, FileTooLargeError, UploadAbortedError, StorageFullError
 */
export async function receiveFile(
  bytes: Readable,
  { folder, maxBytes }: { folder: string; maxBytes: number },
): Promise<ReceivedFile> {
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, randomUUID())
  const discard = () => rm(file, { force: true })
  const hash = createHash('sha256')
  let sizeBytes = 0
  try {
    await pipeline(
      bytes,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          sizeBytes += chunk.length
          if (sizeBytes > maxBytes) throw new FileTooLargeError(maxBytes)
          hash.update(chunk)
          yield chunk
        }
      },
      createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    )
    if (sizeBytes === 0) throw new EmptyFileError()
    return { path: file, sizeBytes, contentHash: hash.digest('hex'), discard }
  } catch (error) {
    await discard()
    throw explained(error)
  }
}

function explained(error: unknown) {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StorageFullError()
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR')
    return new UploadAbortedError()
  return error
}
