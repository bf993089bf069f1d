import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { globalId } from '../../apps/api/src/global-id.ts'
import { startTestServer, type TestListener, type TestServer } from '../setup/start-test-server.ts'
import { id3Tag } from './id3-tag.ts'

const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '../../packages/audio-core/fixtures', name))
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const tone = Buffer.concat([
  id3Tag({ TIT2: 'Tone', TPE1: 'Sine', TALB: 'Waves' }, { mimeType: 'image/png', bytes: png }),
  fixture('tone.mp3'),
])
const plain = Buffer.concat([id3Tag({ TIT2: 'Plain', TPE1: 'Nobody' }), fixture('tone.mp3')])

let server: TestServer
let listener: TestListener
let trackId: string
let plainId: string

beforeAll(async () => {
  server = await startTestServer()
  listener = await server.signUp()
  trackId = await upload(tone, 'tone.mp3')
  plainId = await upload(plain, 'plain.mp3')
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

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

describe('artwork', () => {
  async function artworkUrlOf(id: string) {
    const query = 'query ($id: ID!) { track(id: $id) { artworkUrl album { artworkUrl } artist { artworkUrl } } }'
    const { data } = await server.graphql(query, { id: globalId('Track', id) }, { token: listener.token })
    return data.track
  }

  test('that came with the music is served for good', async () => {
    const { artworkUrl, album, artist } = await artworkUrlOf(trackId)
    expect(album.artworkUrl).toBe(artworkUrl)
    expect(artist.artworkUrl).toBe(artworkUrl)
    const response = await fetch(server.url + artworkUrl)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await bytesOf(response)).toEqual(png)
    const again = await fetch(server.url + artworkUrl, {
      headers: { 'if-none-match': response.headers.get('etag')! },
    })
    expect(again.status).toBe(304)
    const head = await fetch(server.url + artworkUrl, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(png.length))
  })

  test('is drawn where there is none, always the same', async () => {
    const { artworkUrl } = await artworkUrlOf(plainId)
    expect(artworkUrl).toMatch(/^\/artwork\/generated\/[0-9a-f]{16}\.svg$/)
    const response = await fetch(server.url + artworkUrl)
    expect(response.headers.get('content-type')).toMatch(/^image\/svg\+xml/)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    const svg = await response.text()
    expect(svg).toMatch(/^<svg /)
    expect(await (await fetch(server.url + artworkUrl)).text()).toBe(svg)
  })

  test('gives away no other file', async () => {
    const { audioKey } = await server.deps.db.track.findUniqueOrThrow({ where: { id: trackId } })
    for (const address of [
      `../${audioKey}`,
      `..%2f${audioKey.replaceAll('/', '%2f')}`,
      '../../etc/passwd',
      '..%2f..%2fetc%2fpasswd',
      `ab/${'a'.repeat(64)}.png`,
      'generated/<script>.svg',
      `generated/${'a'.repeat(17)}.svg`,
      '',
    ])
      expect((await fetch(`${server.url}/artwork/${address}`)).status).toBe(404)
  })
})
