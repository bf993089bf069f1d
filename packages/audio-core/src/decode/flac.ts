import type { PeekableSource } from '../byte-source.ts'
import { CorruptAudio } from '../errors.ts'
import { type Pcm, sampleCount } from '../pcm.ts'
import { FlacCodec } from './flac-codec.ts'
import { type FlacFrame, FlacFramer } from './flac-framer.ts'

/** Native FLAC. Only frames with a right checksum reach the codec. */
export async function* decodeFlac(source: PeekableSource): AsyncGenerator<Pcm> {
  const announced = announcedSamples(await source.peek(STREAM_INFO_END))
  const codec = new FlacCodec()
  let decoded = 0
  let last: Pcm | undefined
  try {
    for await (const frames of framesOf(source)) {
      for await (const pcm of codec.decode(frames)) {
        if (last) yield last
        last = pcm
        decoded += sampleCount(pcm)
      }
    }
    if (!last) throw new CorruptAudio('The file looks like flac, but no frame of it can be decoded.')
    yield { ...last, truncated: announced !== undefined && decoded < announced }
  } finally {
    codec.free()
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
