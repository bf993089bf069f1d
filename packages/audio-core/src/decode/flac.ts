import { FLACDecoder } from '@wasm-audio-decoders/flac'
import type { PeekableSource } from '../byte-source.ts'
import { CorruptAudio } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { quietly } from './quietly.ts'

/** Native FLAC, and FLAC within Ogg. */
export async function* decodeFlac(source: PeekableSource): AsyncGenerator<Pcm> {
  const announced = announcedSamples(await source.peek(STREAM_INFO_END))
  const decoder = new FLACDecoder()
  await decoder.ready
  let decoded = 0
  let last: Pcm | undefined
  try {
    for await (const piece of source) {
      const pcm = await codecOutput(() => decoder.decode(piece))
      if (pcm.channels.length === 0 || pcm.channels[0].length === 0) continue
      if (last) yield last
      last = pcm
      decoded += pcm.channels[0].length
    }
    const rest = await codecOutput(() => decoder.flush())
    if (rest.channels.length > 0 && rest.channels[0].length > 0) {
      if (last) yield last
      last = rest
      decoded += rest.channels[0].length
    }
    if (!last) throw new CorruptAudio('The file looks like flac, but no frame of it can be decoded.')
    yield { ...last, truncated: announced !== undefined && decoded < announced }
  } finally {
    decoder.free()
  }
}

const STREAM_INFO_END = 26

/** Samples per channel by the STREAMINFO block, which comes first in native FLAC; undefined where it does not say. */
function announcedSamples(head: Uint8Array): number | undefined {
  if (head[0] !== 0x66 || head.length < STREAM_INFO_END) return undefined
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const samples = (head[21] & 15) * 2 ** 32 + view.getUint32(22)
  return samples > 0 ? samples : undefined
}

/** The codec works synchronously although it returns a promise, so that its complaints can be caught. */
async function codecOutput(run: () => ReturnType<FLACDecoder['decode']>): Promise<Pcm> {
  try {
    const { channelData, sampleRate } = await quietly(run)
    return { channels: channelData, sampleRateHz: sampleRate, truncated: false }
  } catch (cause) {
    throw new CorruptAudio('The flac file is damaged.', { cause })
  }
}
