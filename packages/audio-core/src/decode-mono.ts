import type { ByteSource } from './byte-source.ts'
import { type DecodeLimits, decodeChunks } from './decode-stream.ts'
import { durationMs, mixToMono } from './pcm.ts'
import { createResampler, type Resampler } from './resample.ts'

export interface DecodeMonoOptions extends DecodeLimits {
  sampleRateHz: number
}

/** What is known of the source; `durationMs` counts what was decoded so far. */
export interface SourceSound {
  sourceSampleRateHz: number
  sourceChannels: number
  durationMs: number
  /** True where the file ended, or became unreadable, before its sound did. */
  truncated: boolean
}

export interface MonoSound extends SourceSound {
  /** At the rate that was asked for, nominally within -1 to 1. */
  samples: Float32Array
}

/**
 * Decodes, mixes to mono and resamples, so that a long file never exists at its full rate. The result takes four bytes
 * a sample: 318 MB for an hour at 22,050 Hz. Where that is too much, use `decodeMonoChunks`.
 * @throws EmptyAudio, UnsupportedFormat, CorruptAudio, TooLong, TooLarge
 */
export async function decodeMono(source: ByteSource, options: DecodeMonoOptions): Promise<MonoSound> {
  const collected = new CollectedSamples()
  let sound: SourceSound | undefined
  for await (const { samples, ...soFar } of decodeMonoChunks(source, options)) {
    collected.append(samples)
    sound = soFar
  }
  return { samples: collected.take(), ...(sound as SourceSound) }
}

/** The same in pieces, in memory that does not grow with the file's length (the bytes of an m4a that comes as a stream excepted). */
export async function* decodeMonoChunks(source: ByteSource, options: DecodeMonoOptions): AsyncGenerator<MonoSound> {
  const { sampleRateHz } = options
  const sound = { sourceSampleRateHz: 0, sourceChannels: 0, durationMs: 0, truncated: false }
  let resampler: Resampler | undefined
  for await (const piece of decodeChunks(source, options)) {
    resampler ??= createResampler({ fromHz: piece.sampleRateHz, toHz: sampleRateHz })
    sound.sourceSampleRateHz = piece.sampleRateHz
    sound.sourceChannels = piece.channels.length
    sound.truncated ||= piece.truncated
    sound.durationMs += durationMs(piece)
    yield { samples: resampler.push(mixToMono(piece)), ...sound }
  }
  if (resampler) yield { samples: resampler.flush(), ...sound }
}

const BLOCK_SAMPLES = 1 << 20

/** Blocks of one size, so that nothing is copied while more comes, and each block can go once it is copied. */
class CollectedSamples {
  #blocks: Float32Array[] = []
  #used = BLOCK_SAMPLES
  #length = 0

  append(samples: Float32Array): void {
    this.#length += samples.length
    for (let at = 0; at < samples.length; ) {
      if (this.#used === BLOCK_SAMPLES) {
        this.#blocks.push(new Float32Array(BLOCK_SAMPLES))
        this.#used = 0
      }
      const part = samples.subarray(at, at + BLOCK_SAMPLES - this.#used)
      this.#blocks[this.#blocks.length - 1].set(part, this.#used)
      this.#used += part.length
      at += part.length
    }
  }

  take(): Float32Array {
    const whole = new Float32Array(this.#length)
    for (let at = 0, block = this.#blocks.shift(); block; at += BLOCK_SAMPLES, block = this.#blocks.shift()) {
      whole.set(block.subarray(0, whole.length - at), at)
    }
    return whole
  }
}
