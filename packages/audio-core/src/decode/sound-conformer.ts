import { mixToMono, type Pcm, sampleCount } from '../pcm.ts'
import { createResampler, type Resampler } from '../resample.ts'
import { demandPossibleRate } from './possible-rate.ts'

/** Makes sound of any rate and number of channels like the first that came. */
export class SoundConformer {
  #like: Pcm | undefined
  #resamplers: Resampler[] = []
  #fromHz = 0

  async *conform(pieces: AsyncIterable<Pcm>): AsyncGenerator<Pcm> {
    for await (const piece of pieces) {
      if (sampleCount(piece) === 0) continue
      demandPossibleRate(piece.sampleRateHz)
      this.#like ??= piece
      if (this.#fromHz !== piece.sampleRateHz) yield* this.#changeRate(piece.sampleRateHz, this.#like)
      const channels = channelsLike(piece, this.#like.channels.length)
      yield { ...this.#like, channels: channels.map((samples, i) => this.#resamplers[i]?.push(samples) ?? samples) }
    }
  }

  /** What is still to come of the sound so far, where another one follows. */
  *end(): Generator<Pcm> {
    if (this.#like && this.#resamplers.length > 0) {
      const channels = this.#resamplers.map((resampler) => resampler.flush())
      yield { ...this.#like, channels }
    }
    this.#resamplers = []
    this.#fromHz = 0
  }

  *#changeRate(fromHz: number, like: Pcm): Generator<Pcm> {
    yield* this.end()
    this.#fromHz = fromHz
    if (fromHz === like.sampleRateHz) return
    this.#resamplers = like.channels.map(() => createResampler({ fromHz, toHz: like.sampleRateHz }))
  }
}

function channelsLike(piece: Pcm, count: number): Float32Array[] {
  if (piece.channels.length === count) return piece.channels
  const mono = mixToMono(piece)
  return Array.from({ length: count }, () => mono)
}
