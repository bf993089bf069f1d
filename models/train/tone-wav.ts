import { createRandom } from './random.ts'

const SAMPLE_RATE_HZ = 22050

export type Tone = {
  seconds: number
  pitchHz: number
  /** Beats a second; 0 holds the tone. */
  beatsHz: number
  seed: number
}

/** A 16-bit mono wav of a tone with overtones and a little noise; for tests of what reads and learns from sound. */
export function toneWav({ seconds, pitchHz, beatsHz, seed }: Tone): Buffer {
  const random = createRandom(seed)
  const samples = Math.floor(seconds * SAMPLE_RATE_HZ)
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(SAMPLE_RATE_HZ, 24)
  wav.writeUInt32LE(SAMPLE_RATE_HZ * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  const { sin, PI } = Math
  for (let i = 0; i < samples; i++) {
    const t = i / SAMPLE_RATE_HZ
    const level = beatsHz === 0 || (t * beatsHz) % 1 < 0.3 ? 1 : 0.1
    const tone = sin(2 * PI * pitchHz * t) + 0.4 * sin(4 * PI * pitchHz * t)
    wav.writeInt16LE(Math.round(level * 9000 * tone + 400 * (random() - 0.5)), 44 + i * 2)
  }
  return wav
}
