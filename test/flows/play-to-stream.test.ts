import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { get } from 'node:http'
import path from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { globalId } from '../../apps/api/src/global-id.ts'
import { createStreamToken } from '../../apps/api/src/playback/stream-token.ts'
import { startTestServer, type TestListener, type TestServer } from '../setup/start-test-server.ts'
import { id3Tag } from './id3-tag.ts'

const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '../../packages/audio-core/fixtures', name))
const tone = Buffer.concat([id3Tag({ TIT2: 'Tone', TPE1: 'Sine' }), fixture('tone.mp3')])
/** Some megabytes: a client can leave in the middle of it. */
const long = Buffer.concat(Array.from({ length: Math.ceil(6e6 / tone.length) }, () => fixture('tone.mp3')))

let server: TestServer
let listener: TestListener
let trackId: string
let longId: string
let streamUrl: string

beforeAll(async () => {
  server = await startTestServer()
  listener = await server.signUp()
  trackId = await upload(tone, 'tone.mp3')
  longId = await upload(long, 'long.mp3')
  streamUrl = await streamUrlOf(trackId)
})
afterAll(() => server?.close())

async function upload(bytes: Buffer, name: string): Promise<string> {
  const response = await fetch(`${server.url}/upload?name=${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await server.adminToken()}`, 'content-type': 'audio/mpeg' },
    body: new Uint8Array(bytes),
  })
  expect(response.status).toBe(201)
  const { trackId: id } = (await response.json()) as { trackId: string }
  return Buffer.from(id, 'base64').toString().replace('Track:', '')
}

async function streamUrlOf(id: string): Promise<string> {
  const { data, errors } = await server.graphql(
    'query ($id: ID!) { track(id: $id) { streamUrl } }',
    { id: globalId('Track', id) },
    { token: listener.token },
  )
  expect(errors).toBeUndefined()
  return server.url + data.track.streamUrl
}

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
const part = (range: string, headers: Record<string, string> = {}) =>
  fetch(streamUrl, { headers: { range, ...headers } })

describe('the address that a track gives for its stream', () => {
  test('plays the very bytes that were uploaded', async () => {
    const response = await fetch(streamUrl)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('audio/mpeg')
    expect(response.headers.get('content-length')).toBe(String(tone.length))
    expect(response.headers.get('accept-ranges')).toBe('bytes')
    expect(response.headers.get('cache-control')).toMatch(/^private/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await bytesOf(response)).toEqual(tone)
  })

  test('answers HEAD with the same headers and nothing else', async () => {
    const response = await fetch(streamUrl, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe(String(tone.length))
    expect(response.headers.get('content-type')).toBe('audio/mpeg')
    expect(await bytesOf(response)).toHaveLength(0)
    const ofPart = await fetch(streamUrl, { method: 'HEAD', headers: { range: 'bytes=10-19' } })
    expect(ofPart.status).toBe(206)
    expect(ofPart.headers.get('content-length')).toBe('10')
  })

  test.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-99', 0, 99],
    ['bytes=1000-', 1000, tone.length - 1],
    ['bytes=-128', tone.length - 128, tone.length - 1],
    [`bytes=${tone.length - 1}-`, tone.length - 1, tone.length - 1],
    [`bytes=500-${tone.length * 2}`, 500, tone.length - 1],
  ])('gives the part %s byte by byte', async (range, start, end) => {
    const response = await part(range)
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${tone.length}`)
    expect(response.headers.get('content-length')).toBe(String(end - start + 1))
    expect(await bytesOf(response)).toEqual(tone.subarray(start, end + 1))
  })

  test('puts together from parts what it gives whole', async () => {
    const parts: Buffer[] = []
    for (let start = 0; start < tone.length; start += 1_000)
      parts.push(await bytesOf(await part(`bytes=${start}-${start + 999}`)))
    expect(Buffer.concat(parts)).toEqual(tone)
  })

  test('says what size there is when the part lies behind the end', async () => {
    const response = await part(`bytes=${tone.length}-`)
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe(`bytes */${tone.length}`)
    expect(await bytesOf(response)).toHaveLength(0)
  })

  test.each(['bytes=0-1,5-6', 'bytes=9-1', 'items=0-1'])('gives everything for %s', async (range) => {
    const response = await part(range)
    expect(response.status).toBe(200)
    expect(await bytesOf(response)).toEqual(tone)
  })

  test('has a strong ETag made of the content, and sends nothing twice', async () => {
    const etag = (await fetch(streamUrl)).headers.get('etag')!
    expect(etag).toBe(`"${createHash('sha256').update(tone).digest('hex')}"`)
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await fetch(streamUrl, { headers: { 'if-none-match': tags } })
      expect(response.status).toBe(304)
      expect(response.headers.get('etag')).toBe(etag)
      expect(await bytesOf(response)).toHaveLength(0)
    }
    expect((await fetch(streamUrl, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  test('gives a part only of the version that If-Range names', async () => {
    const etag = (await fetch(streamUrl)).headers.get('etag')!
    expect((await part('bytes=0-9', { 'if-range': etag })).status).toBe(206)
    for (const other of ['"other"', `W/${etag}`, new Date().toUTCString()])
      expect((await part('bytes=0-9', { 'if-range': other })).status).toBe(200)
  })
})

describe('nobody hears a track', () => {
  const address = (id: string, token: string) => `${server.url}/stream/${id}?token=${token}`
  const token = (grant: { id?: string; expiresAtMs?: number; secret?: string }) =>
    createStreamToken(
      {
        trackId: grant.id ?? trackId,
        listenerId: listener.listenerId,
        expiresAtMs: grant.expiresAtMs ?? Date.now() + 60_000,
      },
      grant.secret ?? server.deps.config.streamSecret,
    )

  test('with a token that has expired', async () => {
    const response = await fetch(address(trackId, token({ expiresAtMs: Date.now() - 1 })))
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'STREAM_TOKEN_EXPIRED' })
  })

  test('with a token that somebody else signed', async () => {
    const response = await fetch(address(trackId, token({ secret: 'x'.repeat(40) })))
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'STREAM_TOKEN_INVALID' })
  })

  test('with another track’s token', async () => {
    expect((await fetch(address(trackId, token({ id: longId })))).status).toBe(403)
    expect((await fetch(address(longId, token({ id: longId })), { method: 'HEAD' })).status).toBe(200)
  })

  test('with garbage for a token, or without one', async () => {
    for (const garbage of ['', 'x', '..', '%00', 'a'.repeat(5000)])
      expect((await fetch(address(trackId, garbage))).status).toBe(403)
    expect((await fetch(`${server.url}/stream/${trackId}`)).status).toBe(401)
  })

  test('that does not exist', async () => {
    const gone = randomUUID()
    expect((await fetch(address(gone, token({ id: gone })))).status).toBe(404)
    const headers = { authorization: `Bearer ${listener.token}` }
    for (const id of ['x', '..%2f..%2fetc%2fpasswd', `${trackId}x`])
      expect((await fetch(`${server.url}/stream/${id}`, { headers })).status).toBe(404)
  })
})

test('a session or an access token opens a stream as well', async () => {
  const address = `${server.url}/stream/${trackId}`
  const bySession = await fetch(address, { headers: { cookie: listener.cookie } })
  expect(bySession.status).toBe(200)
  expect(await bytesOf(bySession)).toEqual(tone)
  expect((await fetch(address, { headers: { authorization: `Bearer ${listener.token}` } })).status).toBe(200)
  expect((await fetch(address, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401)
})

test('a track whose file is gone is a clear 404', async () => {
  const id = await upload(Buffer.concat([tone, Buffer.alloc(4_000)]), 'lost.mp3')
  const { audioKey } = await server.deps.db.track.findUniqueOrThrow({ where: { id } })
  await server.deps.storage.remove(audioKey)
  const response = await fetch(await streamUrlOf(id))
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ code: 'NOT_FOUND' })
})

test('listeners who leave in the middle leave no file open', async () => {
  const address = await streamUrlOf(longId)
  const { audioKey } = await server.deps.db.track.findUniqueOrThrow({ where: { id: longId } })
  for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 20 }, () => openAndLeave(address)))
  for (let waitedMs = 0; openFiles(audioKey) > 0 && waitedMs < 10_000; waitedMs += 50) await sleep(50)
  expect(openFiles(audioKey)).toBe(0)
  expect((await fetch(streamUrl)).status).toBe(200)
})

function openAndLeave(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(address, { agent: false }, (response) => {
      expect(response.statusCode).toBe(200)
      response.once('data', () => request.destroy())
    })
    request.on('close', resolve)
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET') reject(error)
    })
  })
}

/** How many of this process's file descriptors are that file, where the system can tell. */
function openFiles(key: string): number {
  if (!existsSync('/proc/self/fd')) return 0
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).endsWith(key)
    } catch {
      return false // closed meanwhile
    }
  }).length
}

test('a disk that fails in the middle of a stream breaks that stream and nothing else', async () => {
  const { storage } = server.deps
  const { open } = storage
  storage.open = async (key, range) => {
    const bytes = await open(key, range)
    return Readable.from(
      (async function* () {
        let sent = 0
        for await (const chunk of bytes) {
          yield chunk
          sent += chunk.length
          if (sent > 100_000) throw new Error('the disk is broken')
        }
      })(),
    )
  }
  try {
    await expect(fetch(await streamUrlOf(longId)).then(bytesOf)).rejects.toThrow()
  } finally {
    storage.open = open
  }
  expect((await bytesOf(await fetch(await streamUrlOf(longId)))).equals(long)).toBe(true)
})
