import { inflateSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { COVER_SIZE_PX, coverArt } from './cover-art.ts'
import { demoTracks } from './demo-catalogue.ts'

const albums = [...new Map(demoTracks().map((track) => [track.album, track])).values()]
const text = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')

test('a cover is a PNG whose pixels unpack to its size', () => {
  const png = Buffer.from(coverArt(albums[0]))
  expect(text(png, 1, 4)).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([COVER_SIZE_PX, COVER_SIZE_PX])
  const dataBytes = png.readUInt32BE(33)
  expect(text(png, 37, 41)).toBe('IDAT')
  expect(inflateSync(png.subarray(41, 41 + dataBytes))).toHaveLength((COVER_SIZE_PX * 3 + 1) * COVER_SIZE_PX)
})

test('each album has its own cover, and always the same one', () => {
  const some = albums.filter((_, index) => index % 12 === 0)
  const covers = some.map((album) => Buffer.from(coverArt(album)).toString('base64'))
  expect(new Set(covers).size).toBe(some.length)
  expect(Buffer.from(coverArt(some[1])).toString('base64')).toBe(covers[1])
})
