import type { PeekableSource } from '../byte-source.ts'
import { CorruptAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { AAC_TYPE, aacName, mayBeHalf } from './aac-config.ts'
import { aacDescription } from './aac-description.ts'
import type { AdtsHeader } from './adts-frame.ts'
import { AdtsFramer } from './adts-framer.ts'
import { CLIP_PACKETS, decodeClip } from './decode-clip.ts'
import { decodeByFfmpeg, decodeByFfmpegInstead } from './ffmpeg-instead.ts'
import { markLast } from './mark-last.ts'
import { loadWebAudioDecoder, type WebAudioDecoder } from './web-audio.ts'

/** Enough for the first frames, none of which has more than 8 KiB. */
const FIRST_BYTES = 1 << 16

/**
 * AAC without a container, some hundred packets at a time. As in MPEG-4 files, what this decoder does not know is left
 * to ffmpeg, and so is sound that may be HE-AAC without saying so, which is played at its core's rate where there is
 * none.
 */
export async function* decodeAdts(source: PeekableSource): AsyncGenerator<Pcm> {
  const header = await firstHeader(source)
  const obstacle = obstacleOf(header)
  if (obstacle) return yield* decodeByFfmpegInstead(source, 'aac', obstacle)
  if (mayBeHalf(header) && (yield* decodeByFfmpeg(source, 'aac'))) return
  const decoder = await loadWebAudioDecoder().catch((reason) => reason)
  if (decoder instanceof UnsupportedFormat) return yield* decodeByFfmpegInstead(source, 'aac', decoder)
  if (decoder instanceof Error) throw decoder
  const damage = { found: false }
  try {
    yield* markLast(decodePackets(source, header, { decoder, damage }), () => damage.found)
  } finally {
    decoder.close()
  }
}

/** @throws CorruptAudio without any frame */
async function firstHeader(source: PeekableSource): Promise<AdtsHeader> {
  const framer = new AdtsFramer()
  framer.push(await source.peek(FIRST_BYTES))
  framer.end()
  if (!framer.stream) throw new CorruptAudio('The file looks like AAC, but holds no chain of its frames.')
  return framer.stream
}

/** Why this decoder cannot play it, if it cannot. */
function obstacleOf(header: AdtsHeader): UnsupportedFormat | undefined {
  const isPlain = header.channels > 0 && header.packets === 1
  if (header.type === AAC_TYPE.lowComplexity && isPlain) return undefined
  return new UnsupportedFormat(
    `The file holds ${aacName(header)}${isPlain ? '' : ' in unusual frames'}, not plain AAC-LC.`,
  )
}

type Decoding = { decoder: WebAudioDecoder; damage: { found: boolean } }

/** Each clip begins with the packet before it, since AAC's windows overlap; what that one decodes to is dropped. */
async function* decodePackets(
  source: AsyncIterable<Uint8Array>,
  header: AdtsHeader,
  { decoder, damage }: Decoding,
): AsyncGenerator<Pcm> {
  const { sampleRateHz, frameSamples } = header
  const description = aacDescription(header)
  let before: Uint8Array[] = []
  for await (const packets of clipsOf(source, damage)) {
    const clip = { description, sampleRateHz, packetSamples: frameSamples, packets: [...before, ...packets] }
    const pcm = await decodeClip(decoder, clip)
    before = packets.slice(-1)
    damage.found ||= !pcm
    if (!pcm) continue
    yield { ...pcm, channels: pcm.channels.map((samples) => samples.subarray(-packets.length * frameSamples)) }
  }
}

async function* clipsOf(source: AsyncIterable<Uint8Array>, damage: Decoding['damage']): AsyncGenerator<Uint8Array[]> {
  const framer = new AdtsFramer()
  let waiting: Uint8Array[] = []
  for await (const piece of source) {
    waiting.push(...framer.push(piece))
    for (; waiting.length >= CLIP_PACKETS; waiting = waiting.slice(CLIP_PACKETS)) yield waiting.slice(0, CLIP_PACKETS)
  }
  waiting.push(...framer.end())
  damage.found ||= framer.damaged
  for (let at = 0; at < waiting.length; at += CLIP_PACKETS) yield waiting.slice(at, at + CLIP_PACKETS)
}
