import { createMp3Encoder } from 'wasm-media-encoders'

const CHUNK = 65_536

type Mp3Options = {
  /** Of the samples. */
  sampleRateHz: number
  kilobitsPerSecond: 64 | 128 | 192
  /** Of the file, if it is another than that of the samples. */
  fileRateHz?: 44100
  channels?: 1 | 2
}

/** Mono samples as an mp3 of constant bit rate (LAME). */
export async function encodeMp3(samples: Float32Array, options: Mp3Options): Promise<Uint8Array> {
  const { sampleRateHz: sampleRate, kilobitsPerSecond: bitrate, fileRateHz, channels = 1 } = options
  const encoder = await createMp3Encoder()
  encoder.configure({ sampleRate, channels, bitrate, ...(fileRateHz ? { outputSampleRate: fileRateHz } : {}) })
  const chunks: Buffer[] = []
  for (let at = 0; at < samples.length; at += CHUNK) {
    const chunk = samples.subarray(at, at + CHUNK)
    chunks.push(Buffer.from(encoder.encode(channels === 2 ? [chunk, chunk] : [chunk])))
  }
  chunks.push(Buffer.from(encoder.finalize()))
  return Buffer.concat(chunks)
}
