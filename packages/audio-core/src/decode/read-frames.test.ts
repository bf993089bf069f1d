import { expect, test } from '@jest/globals'
import { type Frame, readFrames } from './read-frames.ts'

const FRAMES: Frame[] = [
  { kind: 3, a: 0, b: 0, bytes: new TextEncoder().encode('a reason') },
  { kind: 2, a: 0, b: 0, bytes: new TextEncoder().encode('of odd length') },
  { kind: 1, a: 44_100, b: 2, bytes: new Uint8Array(new Float32Array([0.25, -0.5]).buffer) },
  { kind: 0, a: 0, b: 0, bytes: new Uint8Array(0) },
]

function written(frames: Frame[]): Buffer {
  return Buffer.concat(
    frames.flatMap(({ kind, a, b, bytes }) => {
      const header = Buffer.alloc(16)
      for (const [i, value] of [kind, a, b, bytes.length].entries()) header.writeUInt32LE(value, 4 * i)
      return [header, bytes]
    }),
  )
}

async function readInPiecesOf(length: number, all: Buffer): Promise<Frame[]> {
  async function* pieces() {
    for (let at = 0; at < all.length; at += length) yield all.subarray(at, at + length)
  }
  const frames: Frame[] = []
  for await (const frame of readFrames(pieces())) frames.push(frame)
  return frames
}

test.each([1, 3, 16, 17, 29, 1000])('frames are read from pieces of %i bytes', async (length) => {
  const frames = await readInPiecesOf(length, written(FRAMES))
  expect(frames.map((frame) => ({ ...frame, bytes: new Uint8Array(frame.bytes) }))).toEqual(FRAMES)
})

test('samples can be read in place, whatever stood before them', async () => {
  const sound = (await readInPiecesOf(1000, written(FRAMES)))[2].bytes
  expect([...new Float32Array(sound.buffer, sound.byteOffset, 2)]).toEqual([0.25, -0.5])
})

test('half a frame at the end is none', async () => {
  const all = written(FRAMES)
  expect(await readInPiecesOf(7, all.subarray(0, all.length - 1))).toHaveLength(3)
})
