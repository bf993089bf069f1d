import { createMp3Encoder, createOggEncoder } from 'wasm-media-encoders'
import { type Sound, wav } from './wav.ts'

/** The same recording as it may come a second time: other codecs and bit rates, quieter, with another start or end. */
export const RE_ENCODINGS: readonly { name: string; encode(sound: Sound): Promise<Uint8Array> }[] = [
  { name: '32 kbit/s mp3', encode: (sound) => encoded(sound, { bitrate: 32 }) },
  { name: '128 kbit/s mp3', encode: (sound) => encoded(sound, { bitrate: 128 }) },
  { name: 'Ogg Vorbis', encode: (sound) => encoded(sound, { vorbisQuality: 2 }) },
  { name: '16-bit wav, 6 dB quieter', encode: async (sound) => wav({ ...sound, samples: scaled(sound.samples, 0.5) }) },
  { name: '16-bit wav, 0.7 s of silence in front', encode: async (sound) => wav(later(sound, 0.7)) },
]

type Quality = { bitrate: 32 | 128 } | { vorbisQuality: number }

async function encoded({ samples, sampleRateHz: sampleRate }: Sound, quality: Quality): Promise<Uint8Array> {
  const encoder = 'bitrate' in quality ? await createMp3Encoder() : await createOggEncoder()
  encoder.configure({ sampleRate, channels: 1, ...quality } as never)
  const chunks: Buffer[] = []
  for (let at = 0; at < samples.length; at += 65_536)
    chunks.push(Buffer.from(encoder.encode([samples.subarray(at, at + 65_536)])))
  chunks.push(Buffer.from(encoder.finalize()))
  return Buffer.concat(chunks)
}

const scaled = (samples: Float32Array, factor: number) => samples.map((sample) => factor * sample)

function later({ samples, sampleRateHz }: Sound, seconds: number): Sound {
  const shifted = new Float32Array(samples.length + Math.round(seconds * sampleRateHz))
  shifted.set(samples, shifted.length - samples.length)
  return { samples: shifted, sampleRateHz }
}
