import type { ByteSource } from './byte-source.ts'
import { decodeChunks } from './decode-stream.ts'
import { TooLong } from './errors.ts'
import { durationMs, mixToMono, sampleCount } from './pcm.ts'
import { createResampler, type Resampler } from './resample.ts'

export interface DecodeMonoOptions {
  sampleRateHz: number
  /** Sound beyond this is an error: TooLong. */
  maxDurationMs?: number
}

export interface MonoSound {
  /** At the rate that was asked for, nominally within -1 to 1. */
  samples: Float32Array
  sourceSampleRateHz: number
  sourceChannels: number
  durationMs: number
  /** True where the file ended, or became unreadable, before its sound did. */
  truncated: boolean
}

/**
 * Decodes, mixes to mono and resamples piece by piece, so that a long file never exists at its full rate.
 * @throws EmptyAudio, UnsupportedFormat, CorruptAudio, TooLong
 */
export async function decodeMono(source: ByteSource, options: DecodeMonoOptions): Promise<MonoSound> {
  const { sampleRateHz, maxDurationMs = Number.POSITIVE_INFINITY } = options
  const sound = { sourceSampleRateHz: 0, sourceChannels: 0, durationMs: 0, truncated: false }
  const samples = new GrowingSamples()
  let resampler: Resampler | undefined
  for await (const piece of decodeChunks(source)) {
    resampler ??= createResampler({ fromHz: piece.sampleRateHz, toHz: sampleRateHz })
    sound.sourceSampleRateHz = piece.sampleRateHz
    sound.sourceChannels = piece.channels.length
    sound.truncated ||= piece.truncated
    sound.durationMs += sampleCount(piece) > 0 ? durationMs(piece) : 0
    if (sound.durationMs > maxDurationMs)
      throw new TooLong(`The sound is longer than ${Math.round(maxDurationMs / 1000)} s.`)
    samples.append(resampler.push(mixToMono(piece)))
  }
  if (resampler) samples.append(resampler.flush())
  return { samples: samples.take(), ...sound }
}

/** Doubles its memory when full: half the copies and no second list of pieces. */
class GrowingSamples {
  #buffer = new Float32Array(1 << 18)
  #length = 0

  append(samples: Float32Array): void {
    const length = this.#length + samples.length
    if (length > this.#buffer.length) {
      const grown = new Float32Array(Math.max(length, this.#buffer.length * 2))
      grown.set(this.#buffer.subarray(0, this.#length))
      this.#buffer = grown
    }
    this.#buffer.set(samples, this.#length)
    this.#length = length
  }

  take(): Float32Array {
    return this.#buffer.slice(0, this.#length)
  }
}
