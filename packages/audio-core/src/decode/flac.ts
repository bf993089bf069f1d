import type { PeekableSource } from '../byte-source.ts'
import { type Pcm, sampleCount } from '../pcm.ts'
import { FlacCodec } from './flac-codec.ts'
import { type FlacFrame, FlacFramer } from './flac-framer.ts'
import { markLast } from './mark-last.ts'

/** Native FLAC. Only frames with a right checksum reach the codec. */
export async function* decodeFlac(source: PeekableSource): AsyncGenerator<Pcm> {
  const announced = announcedSamples(await source.peek(STREAM_INFO_END))
  await skipMetadata(source)
  const codec = new FlacCodec()
  let decoded = 0
  const decodeFrames = async function* () {
    for await (const frames of framesOf(source)) {
      for await (const pcm of codec.decode(frames)) {
        decoded += sampleCount(pcm)
        yield pcm
      }
    }
  }
  try {
    yield* markLast(decodeFrames(), () => announced !== undefined && decoded < announced)
  } finally {
    codec.free()
  }
}

const LAST_BLOCK = 0x80
const MOST_BLOCK_TYPE = 6

/** Tags and pictures, in which anything may look like a frame. */
async function skipMetadata(source: PeekableSource): Promise<void> {
  await source.skip(4)
  for (;;) {
    const [flags, ...length] = (await source.peek(4)).subarray(0, 4)
    if (length.length < 3 || (flags & 0x7f) > MOST_BLOCK_TYPE) return
    await source.skip(4 + length[0] * 65536 + length[1] * 256 + length[2])
    if (flags & LAST_BLOCK) return
  }
}

async function* framesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<FlacFrame[]> {
  const framer = new FlacFramer()
  for await (const piece of source) yield framer.push(piece)
  yield framer.end()
}

const STREAM_INFO_END = 26

/** Samples per channel by the STREAMINFO block, which comes first; undefined where it does not say. */
function announcedSamples(head: Uint8Array): number | undefined {
  if (head.length < STREAM_INFO_END || head[0] !== 0x66) return undefined
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const samples = (head[21] & 15) * 2 ** 32 + view.getUint32(22)
  return samples > 0 ? samples : undefined
}
