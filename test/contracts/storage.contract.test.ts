import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { InvalidInputError, NotFoundError } from '../../apps/api/src/errors.ts'
import { createStorage } from '../../apps/api/src/storage/create-storage.ts'
import type { Storage } from '../../apps/api/src/storage/storage.ts'
import { startS3Fake } from './s3-fake.ts'

const dataFolder = mkdtempSync(path.join(tmpdir(), 'segue-storage-'))
let s3: Awaited<ReturnType<typeof startS3Fake>>
beforeAll(async () => {
  s3 = await startS3Fake()
})
afterAll(async () => {
  await s3.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

const bucket = () => ({
  bucket: 'segue',
  region: 'us-east-1',
  endpoint: s3.endpoint,
  accessKeyId: 'key',
  secretAccessKey: 'secret',
})

const kinds: [string, () => Storage][] = [
  ['a folder', () => createStorage({ dataFolder, s3: undefined })],
  ['a bucket', () => createStorage({ dataFolder, s3: bucket() })],
]

describe.each(kinds)('%s', (_, create) => {
  test('gives back the bytes that were written, whole and by range', async () => {
    const storage = create()
    const bytes = randomBytes(100_000)
    expect(await storage.write('audio/ab/whole.mp3', inChunks(bytes))).toEqual({ sizeBytes: 100_000 })
    expect(await storage.size('audio/ab/whole.mp3')).toBe(100_000)
    expect(await read(await storage.open('audio/ab/whole.mp3'))).toEqual(bytes)
    const range = await read(await storage.open('audio/ab/whole.mp3', { start: 10, end: 99 }))
    expect(range).toEqual(bytes.subarray(10, 100))
  })

  test('keeps a file that is larger than what it holds in memory at once', async () => {
    const storage = create()
    const piece = randomBytes(1 << 20)
    const hash = createHash('sha256')
    for (let i = 0; i < 20; i++) hash.update(piece)
    const stream = Readable.from(Array.from({ length: 20 }, () => piece))
    expect(await storage.write('audio/large.flac', stream)).toEqual({ sizeBytes: 20 << 20 })
    const found = createHash('sha256')
    for await (const chunk of await storage.open('audio/large.flac')) found.update(chunk)
    expect(found.digest('hex')).toBe(hash.digest('hex'))
  })

  test('replaces a file whole', async () => {
    const storage = create()
    await storage.write('artwork/cover.png', inChunks(Buffer.from('first, and longer')))
    await storage.write('artwork/cover.png', inChunks(Buffer.from('second')))
    expect(await read(await storage.open('artwork/cover.png'))).toEqual(Buffer.from('second'))
  })

  test('shows nothing of an upload that broke off', async () => {
    const storage = create()
    const breaking = Readable.from(
      (async function* () {
        for (let i = 0; i < 10; i++) yield randomBytes(1 << 20)
        throw new Error('the line went dead')
      })(),
    )
    await expect(storage.write('audio/broken.mp3', breaking)).rejects.toThrow('the line went dead')
    await expect(storage.size('audio/broken.mp3')).rejects.toThrow(NotFoundError)
    expect(s3.openUploads()).toBe(0)
  })

  test('lends a file to libraries that want a path', async () => {
    const storage = create()
    await storage.write('audio/copy.ogg', inChunks(Buffer.from('some sound')))
    const copy = await storage.localCopy('audio/copy.ogg')
    expect(readFileSync(copy.path, 'utf8')).toBe('some sound')
    expect(path.extname(copy.path)).toBe('.ogg')
    await copy.release()
    expect(await storage.size('audio/copy.ogg')).toBe(10)
  })

  test('says what does not exist, and removes twice without complaint', async () => {
    const storage = create()
    await storage.write('audio/gone.mp3', inChunks(Buffer.from('x')))
    await storage.remove('audio/gone.mp3')
    await storage.remove('audio/gone.mp3')
    await expect(storage.open('audio/gone.mp3')).rejects.toThrow(NotFoundError)
    await expect(storage.size('audio/gone.mp3')).rejects.toThrow(NotFoundError)
    await expect(storage.localCopy('audio/gone.mp3')).rejects.toThrow(NotFoundError)
  })

  test.each(['../secret', '/etc/passwd', 'audio/../../x', 'audio//x', '', 'a\0b', '.incoming/x', 'audio/..', 'c:\\x'])(
    'refuses the key %j',
    async (key) => {
      const storage = create()
      await expect(storage.write(key, inChunks(Buffer.from('x')))).rejects.toThrow(InvalidInputError)
      await expect(storage.open(key)).rejects.toThrow(InvalidInputError)
      await expect(storage.remove(key)).rejects.toThrow(InvalidInputError)
    },
  )
})

test('a folder holds no half-written files after all that', () => {
  expect(readdirSync(path.join(dataFolder, 'storage', '.incoming'))).toEqual([])
})

function inChunks(bytes: Buffer) {
  const chunks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 4096) chunks.push(bytes.subarray(at, at + 4096))
  return Readable.from(chunks)
}

async function read(stream: Readable) {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
