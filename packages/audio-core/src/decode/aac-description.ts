import type { AdtsHeader } from './adts-frame.ts'
import { box, u32, zeros } from './mp4-writing.ts'

const TAG = { stream: 3, decoder: 4, specific: 5, layer: 6 }
const MPEG_4_AUDIO = 0x40
const AUDIO_STREAM = 0x15

/** The sample description box (`stsd`) of AAC that came in ADTS frames, which say the same in fewer bits. */
export function aacDescription({ type, rateIndex, channels, sampleRateHz }: AdtsHeader): Uint8Array {
  const config = Uint8Array.of((type << 3) | (rateIndex >> 1), ((rateIndex & 1) << 7) | (channels << 3))
  const decoder = descriptor(
    TAG.decoder,
    Uint8Array.of(MPEG_4_AUDIO, AUDIO_STREAM),
    zeros(11),
    descriptor(TAG.specific, config),
  )
  const stream = descriptor(TAG.stream, zeros(3), decoder, descriptor(TAG.layer, Uint8Array.of(2)))
  const dataReference = Uint8Array.of(0, 1)
  const form = Uint8Array.of(0, channels, 0, 16)
  const entry = box(
    'mp4a',
    zeros(6),
    dataReference,
    zeros(8),
    form,
    zeros(4),
    u32((sampleRateHz % 0x10000) * 0x10000),
    box('esds', zeros(4), stream),
  )
  return box('stsd', zeros(4), u32(1), entry)
}

function descriptor(tag: number, ...content: Uint8Array[]): Uint8Array {
  const bytes = content.flatMap((part) => [...part])
  return Uint8Array.of(tag, bytes.length, ...bytes)
}
