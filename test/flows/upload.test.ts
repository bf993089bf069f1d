import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { globalId } from '../../apps/api/src/global-id.ts'
import { receiveFile } from '../../apps/api/src/upload/receive-file.ts'
import { startTestServer, type TestServer } from '../setup/start-test-server.ts'
import { id3Tag } from './id3-tag.ts'

const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '../../packages/audio-core/fixtures', name))
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let server: TestServer
let token: string
beforeAll(async () => {
  server = await startTestServer({ SEGUE_MAX_UPLOAD_MB: '2' })
  token = await server.adminToken()
})
afterAll(() => server.close())

describe('a file sent as the body of a request', () => {
  test('is stored as it is, under its tags', async () => {
    const cover = { mimeType: 'image/png', bytes: png }
    const frames = {
      TIT2: 'Über\0 all\u202e',
      TPE1: 'Ana\nBell',
      TALB: 'First Light',
      TCON: 'Jazz',
      TRCK: '7/12',
      TYER: '2021',
    }
    const bytes = Buffer.concat([id3Tag(frames, cover), fixture('tone.mp3')])
    const { status, body } = await send(bytes, 'whatever.bin')
    expect(status).toBe(201)
    expect(body).toMatchObject({ fileName: 'whatever.bin', state: 'STORED', percent: 100 })
    const track = await trackOf(body.trackId)
    const sha = createHash('sha256').update(bytes).digest('hex')
    expect(track).toMatchObject({
      title: 'Über all',
      artist: { name: 'Ana Bell', isDemo: false },
      album: { title: 'First Light', year: 2021, artworkKey: track.artworkKey },
      trackNumber: 7,
      year: 2021,
      taggedGenre: 'jazz',
      contentHash: sha,
      mimeType: 'audio/mpeg',
      sizeBytes: BigInt(bytes.length),
      isDemo: false,
    })
    expect(await read(track.audioKey)).toEqual(bytes)
    expect(await read(track.artworkKey!)).toEqual(png)
    expect(track.artworkKey).toMatch(/^artwork\/[0-9a-f]{2}\/[0-9a-f]{64}\.png$/)
  })

  test('is named by its file when it has no tags', async () => {
    const { body } = await send(fixture('tone.wav'), '03 - Some_Band - A Night – Live.wav')
    const track = await trackOf(body.trackId)
    expect(track).toMatchObject({ title: 'A Night - Live', artist: { name: 'Some Band' }, trackNumber: 3, album: null })
    const { body: bare } = await send(fixture('tone.flac'), 'tone.flac')
    expect(await trackOf(bare.trackId)).toMatchObject({ title: 'tone', artist: { name: 'Unknown artist' } })
  })

  test.each([
    ['tone.ogg', 'audio/ogg'],
    ['tone.opus', 'audio/ogg'],
    ['tone.m4a', 'audio/mp4'],
    ['tone.aiff', 'audio/aiff'],
    ['tone-vbr.mp3', 'audio/mpeg'],
    ['tone-flac.ogg', 'audio/ogg'],
  ])('is accepted as %s', async (name, mimeType) => {
    const { status, body } = await send(fixture(name), name)
    expect({ status, state: body.state }).toEqual({ status: 201, state: 'STORED' })
    expect(await trackOf(body.trackId)).toMatchObject({ mimeType })
  })

  test('is told apart by its content: the same bytes under another name are a duplicate', async () => {
    const bytes = Buffer.concat([id3Tag({ TIT2: 'Twice' }), fixture('tone.mp3')])
    const first = await send(bytes, 'first.mp3')
    const second = await send(bytes, 'second.mp3')
    expect(second).toEqual({
      status: 200,
      body: { fileName: 'second.mp3', state: 'DUPLICATE', percent: 100, trackId: first.body.trackId },
    })
  })

  test('is one track when it is sent five times at once', async () => {
    const bytes = Buffer.concat([id3Tag({ TIT2: 'At once' }), fixture('tone.mp3')])
    const answers = await Promise.all(Array.from({ length: 5 }, (_, i) => send(bytes, `${i}.mp3`)))
    expect(answers.filter(({ body }) => body.state === 'STORED')).toHaveLength(1)
    expect(new Set(answers.map(({ body }) => body.trackId)).size).toBe(1)
    expect(await server.deps.db.track.count({ where: { title: 'At once' } })).toBe(1)
  })
})

describe('a file that is refused', () => {
  const noise = Buffer.concat(Array.from({ length: 2_000 }, (_, i) => createHash('sha256').update(`${i}`).digest()))
  test.each([
    ['a text renamed to mp3', Buffer.from('Dear diary, this is no music.\n'.repeat(300)), 'song.mp3', 415, 'NOT_AUDIO'],
    ['an empty file', Buffer.alloc(0), 'silence.mp3', 422, 'EMPTY_FILE'],
    ['random bytes named flac', noise, 'noise.flac', 415, 'NOT_AUDIO'],
    [
      'random bytes that begin like flac',
      Buffer.concat([Buffer.from('fLaC'), noise]),
      'noise.flac',
      422,
      'CORRUPT_AUDIO',
    ],
    [
      'random bytes that begin like wav',
      Buffer.concat([Buffer.from('RIFF\xff\xff\0\0WAVEfmt ', 'latin1'), noise]),
      'noise.wav',
      415,
      'NOT_AUDIO',
    ],
    ['a tag without sound', id3Tag({ TIT2: 'Nothing' }), 'tag.mp3', 415, 'NOT_AUDIO'],
    ['a picture', png, 'cover.mp3', 415, 'NOT_AUDIO'],
  ] as [string, Buffer, string, number, string][])('%s gets its clear error', async (_, bytes, name, status, code) => {
    const before = await server.deps.db.track.count()
    const answer = await send(bytes, name)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ fileName: name, state: 'FAILED', error: { code } })
    expect(answer.body.error!.message).toMatch(/^[A-Z].* .*\.$/)
    expect(await server.deps.db.track.count()).toBe(before)
    expect(leftOver()).toEqual([])
  })

  test('is stopped by its declared size, and by its real one', async () => {
    const large = Buffer.concat([fixture('tone.wav'), randomBytes(3 << 20)])
    const declared = await send(large, 'large.wav')
    expect(declared).toMatchObject({ status: 413, body: { state: 'FAILED', error: { code: 'TOO_LARGE' } } })
    const response = await fetch(`${server.url}/upload?name=large.wav`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: Readable.toWeb(Readable.from(pieces(large))) as ReadableStream,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(413)
    const { error } = await response.json()
    expect(error).toEqual({ code: 'TOO_LARGE', message: 'The file is larger than the 2 MB that a file may have here.' })
    expect(leftOver()).toEqual([])
  })

  test('leaves nothing behind when its sender goes away', async () => {
    const before = await server.deps.db.track.count()
    const sending = request(`${server.url}/upload?name=gone.wav`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'audio/wav', 'content-length': 1_000_000 },
    })
    sending.on('error', () => undefined)
    sending.write(fixture('tone.wav'))
    while (leftOver().length === 0) await sleep(5)
    sending.destroy()
    while (leftOver().length > 0) await sleep(5)
    expect(await server.deps.db.track.count()).toBe(before)
  })

  test('is told that there is no room', async () => {
    const folder = path.join(server.deps.config.dataFolder, 'full')
    mkdirSync(folder)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', folder]).status === 0
    // without the right to mount a small disk, the sender stands in for it
    const bytes = Readable.from(mounted ? pieces(randomBytes(1 << 20)) : fullDisk())
    try {
      await expect(receiveFile(bytes, { folder, maxBytes: 1 << 30 })).rejects.toMatchObject({ code: 'STORAGE_FULL' })
      expect(readdirSync(folder)).toEqual([])
    } finally {
      if (mounted) spawnSync('umount', [folder])
    }
  })
})

describe('several files in one form', () => {
  test('are taken in one after the other; the broken ones do not stop the rest', async () => {
    const form = new FormData()
    const add = (bytes: Buffer, name: string) => form.append('files', new Blob([new Uint8Array(bytes)]), name)
    add(Buffer.concat([id3Tag({ TIT2: 'One' }), fixture('tone.mp3')]), 'one.mp3')
    add(Buffer.from('no music'), 'text.mp3')
    add(Buffer.concat([fixture('tone.wav'), randomBytes(3 << 20)]), 'large.wav')
    add(Buffer.alloc(0), 'empty.ogg')
    add(Buffer.concat([id3Tag({ TIT2: 'Two' }), fixture('tone.mp3')]), 'folder/two.mp3')
    const response = await fetch(`${server.url}/upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    })
    expect(response.status).toBe(200)
    const { files } = (await response.json()) as { files: Uploaded[] }
    expect(files.map(({ fileName, state, error }) => [fileName, error?.code ?? state])).toEqual([
      ['one.mp3', 'STORED'],
      ['text.mp3', 'NOT_AUDIO'],
      ['large.wav', 'TOO_LARGE'],
      ['empty.ogg', 'EMPTY_FILE'],
      ['two.mp3', 'STORED'],
    ])
    expect(leftOver()).toEqual([])
  })
})

describe('only admins upload', () => {
  test('nobody else, and not from another site', async () => {
    const listener = await server.signUp()
    const admin = await server.signUp({ role: 'ADMIN' })
    const post = async (headers: Record<string, string>) => {
      const response = await fetch(`${server.url}/upload?name=x.wav`, { method: 'POST', headers, body: 'x' })
      return [response.status, (await response.json()).code]
    }
    expect(await post({})).toEqual([401, 'UNAUTHENTICATED'])
    expect(await post({ authorization: `Bearer ${listener.token}` })).toEqual([403, 'FORBIDDEN'])
    expect(await post({ cookie: admin.cookie, origin: 'https://elsewhere.example' })).toEqual([403, 'CROSS_ORIGIN'])
    expect((await post({ cookie: admin.cookie, origin: server.url }))[0]).toBe(415)
  })
})

interface Uploaded {
  fileName: string
  state: string
  trackId: string
  percent: number
  error?: { code: string; message: string }
}

async function send(bytes: Buffer, name: string) {
  const response = await fetch(`${server.url}/upload?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  })
  return { status: response.status, body: (await response.json()) as Uploaded }
}

async function trackOf(id: string) {
  const tracks = await server.deps.db.track.findMany({ include: { artist: true, album: true } })
  return tracks.find((track) => globalId('Track', track.id) === id)!
}

async function read(key: string) {
  const chunks: Buffer[] = []
  for await (const chunk of await server.deps.storage.open(key)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Files that are still being received. */
function leftOver() {
  return readdirSync(path.join(server.deps.config.dataFolder, 'incoming'))
}

function pieces(bytes: Buffer) {
  return Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, i) =>
    bytes.subarray(i * 65_536, (i + 1) * 65_536),
  )
}

async function* fullDisk() {
  yield randomBytes(1024)
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
}
