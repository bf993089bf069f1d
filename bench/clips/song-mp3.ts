import { resample } from '@segue/audio-core/resample'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'
import { renderTrack } from '@segue/prisma/seed/render-track'
import { createMp3Encoder } from 'wasm-media-encoders'

const SAMPLE_RATE_HZ = 44100
const KBIT_PER_SECOND = 192

/** Pieces of the demo catalogue, played one after the other for as long as a song lasts, as most mp3 files are: 44.1 kHz, stereo. */
export async function songMp3(pieces: DemoTrack[]): Promise<Uint8Array> {
  const lame = await createMp3Encoder()
  lame.configure({ sampleRate: SAMPLE_RATE_HZ, channels: 2, bitrate: KBIT_PER_SECOND })
  const parts: Uint8Array[] = []
  for (const piece of pieces) {
    const { sampleRateHz, left, right } = renderTrack(piece)
    const channels = [left, right].map((channel) => resample(channel, { fromHz: sampleRateHz, toHz: SAMPLE_RATE_HZ }))
    parts.push(Uint8Array.from(lame.encode(channels)))
  }
  parts.push(Uint8Array.from(lame.finalize()))
  return Buffer.concat(parts)
}
