import { createMp3Encoder } from 'wasm-media-encoders'
import { coverArt } from './cover-art.ts'
import type { DemoTrack } from './demo-track.ts'
import { id3Tag } from './encode/id3-tag.ts'
import { infoFrame } from './encode/info-frame.ts'
import { SAMPLES_PER_FRAME } from './encode/mp3-frames.ts'
import type { RenderedTrack } from './render-track.ts'

/** LAME's variable bit rate scale, 0 best … 9: some 95 kbit/s at our rate. */
const VBR_QUALITY = 5.5
const CHUNK = SAMPLES_PER_FRAME * 64

let encoder: ReturnType<typeof createMp3Encoder> | undefined

/**
 * Compresses a rendered demo track to an mp3 with ID3v2.4 tags and its album's cover, as an ordinary upload would
 * have. The encoder is LAME (LGPL) compiled to WebAssembly, one instance per thread.
 */
export async function encodeTrack(track: DemoTrack, rendered: RenderedTrack): Promise<Uint8Array> {
  encoder ??= createMp3Encoder()
  const stream = encodeStream(await encoder, rendered)
  return Buffer.concat([tagOf(track), infoFrame(stream, rendered.left.length), stream])
}

function encodeStream(lame: Awaited<ReturnType<typeof createMp3Encoder>>, rendered: RenderedTrack): Buffer {
  const { sampleRateHz, left, right } = rendered
  lame.configure({ sampleRate: sampleRateHz, channels: 2, vbrQuality: VBR_QUALITY, outputSampleRate: 32000 })
  const chunks: Buffer[] = []
  for (let at = 0; at < left.length; at += CHUNK) {
    chunks.push(Buffer.from(lame.encode([left.subarray(at, at + CHUNK), right.subarray(at, at + CHUNK)])))
  }
  chunks.push(Buffer.from(lame.finalize()))
  return Buffer.concat(chunks)
}

function tagOf(track: DemoTrack): Uint8Array {
  return id3Tag({
    ...track,
    initialKey: track.musicalKey.replace('♭', 'b').replace('♯', '#').replace(' minor', 'm').replace(' major', ''),
    comment: 'Composed and played by Segue for its demo catalogue',
    picture: { mimeType: 'image/png', bytes: coverArt(track) },
  })
}
