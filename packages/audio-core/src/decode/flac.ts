import { FLACDecoder } from '@wasm-audio-decoders/flac'
import type { PeekableSource } from '../byte-source.ts'
import type { AudioFormat } from '../detect-format.ts'
import { CorruptAudio } from '../errors.ts'
import { type Pcm, sampleCount } from '../pcm.ts'
import { oggPages } from './ogg-pages.ts'
import { quietly } from './quietly.ts'
import { release } from './release.ts'

/** Native FLAC, and FLAC within Ogg, of which only pages with a right checksum reach the codec. */
export async function* decodeFlac(source: PeekableSource, format: AudioFormat): AsyncGenerator<Pcm> {
  const announced = announcedSamples(await source.peek(STREAM_INFO_END))
  const ogg = { ended: format !== 'ogg-flac' }
  const decoder = new FLACDecoder()
  await decoder.ready
  let decoded = 0
  let last: Pcm | undefined
  try {
    for await (const piece of ogg.ended ? source : pagesOf(source, ogg)) {
      const pcm = await codecOutput(() => decoder.decode(piece))
      if (!hasSound(pcm)) continue
      if (last) yield last
      last = pcm
      decoded += sampleCount(pcm)
    }
    const rest = await codecOutput(() => decoder.flush())
    if (hasSound(rest)) {
      if (last) yield last
      last = rest
      decoded += sampleCount(rest)
    }
    if (!last) throw new CorruptAudio('The file looks like flac, but no frame of it can be decoded.')
    yield { ...last, truncated: !ogg.ended || (announced !== undefined && decoded < announced) }
  } finally {
    release(decoder)
  }
}

async function* pagesOf(source: PeekableSource, ogg: { ended: boolean }): AsyncGenerator<Uint8Array> {
  for await (const page of oggPages(source)) {
    ogg.ended = page.isLast
    yield page.bytes
    if (page.isLast) return
  }
}

function hasSound(pcm: Pcm): boolean {
  return sampleCount(pcm) > 0
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
