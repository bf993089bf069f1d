import { concatBytes } from '../byte-source.ts'
import { CorruptAudio, EmptyAudio } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { readPcmFrames, type SampleEncoding } from './pcm-samples.ts'

export interface PcmLayout {
  sampleRateHz: number
  channels: number
  encoding: SampleEncoding
  /** Bytes of sound that the header announces; infinite where it does not know. */
  dataBytes: number
}

const MOST_CHANNELS = 32

/** The uncompressed sound that begins where the source stands. */
export async function* decodePcmPieces(source: AsyncIterable<Uint8Array>, layout: PcmLayout): AsyncGenerator<Pcm> {
  const { sampleRateHz, channels, encoding } = layout
  if (channels < 1 || channels > MOST_CHANNELS) throw new CorruptAudio(`The file claims to have ${channels} channels.`)
  if (layout.dataBytes === 0) throw new EmptyAudio('The file holds no sound.')
  const frameBytes = channels * encoding.bytes
  let left = layout.dataBytes
  let received = 0
  let held: Uint8Array = new Uint8Array(0)
  for await (const piece of source) {
    const bytes = concatBytes([held, piece.subarray(0, left)])
    left -= bytes.length - held.length
    received += bytes.length - held.length
    const whole = bytes.length - (bytes.length % frameBytes)
    held = bytes.slice(whole)
    if (whole > 0)
      yield { sampleRateHz, channels: readPcmFrames(bytes.subarray(0, whole), encoding, channels), truncated: false }
    if (left === 0) return
  }
  if (received < frameBytes) throw new CorruptAudio('The file ends before its sound begins.')
  const missing = Number.isFinite(left) ? left > 0 : held.length > 0
  yield { sampleRateHz, channels: Array.from({ length: channels }, () => new Float32Array(0)), truncated: missing }
}
