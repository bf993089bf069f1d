/** Long enough for a segment of the analyser with room to choose its place: 6 s at 22,050 Hz. */
const STRETCH_SAMPLES = 1 << 17
/** 12 minutes, or 64 MB. */
const MOST_STRETCHES = 128

export interface Excerpt {
  /** where in the whole sound it lies */
  start: number
  samples: Float32Array
}

/**
 * Of a sound whose length is not known beforehand, either all or, when that is too much to hold, stretches at even
 * distances: whenever there are too many, every second one is let go and the distance doubles. So there are always
 * more of them than an analysis looks at, and a mix of ten hours takes no more memory than one of a quarter of an hour.
 */
export class HeardStretches {
  #kept: Float32Array[] = []
  /** every so manieth stretch is kept */
  #every = 1
  #length = 0
  readonly #stretchSamples: number
  readonly #mostStretches: number

  constructor({ stretchSamples = STRETCH_SAMPLES, mostStretches = MOST_STRETCHES } = {}) {
    this.#stretchSamples = stretchSamples
    this.#mostStretches = mostStretches
  }

  get length(): number {
    return this.#length
  }

  append(samples: Float32Array): void {
    for (let at = 0; at < samples.length; ) {
      const number = Math.floor(this.#length / this.#stretchSamples)
      const offset = this.#length % this.#stretchSamples
      const part = samples.subarray(at, at + this.#stretchSamples - offset)
      if (offset === 0) this.#open(number)
      if (number % this.#every === 0) this.#kept[number / this.#every].set(part, offset)
      this.#length += part.length
      at += part.length
    }
  }

  #open(number: number): void {
    if (number % this.#every !== 0) return
    if (this.#kept.length === this.#mostStretches) {
      this.#kept = this.#kept.filter((_, i) => i % 2 === 0)
      this.#every *= 2
    }
    if (number % this.#every === 0) this.#kept.push(new Float32Array(this.#stretchSamples))
  }

  /** The whole sound, as far as all of it was kept; nothing stays behind. */
  takeWhole(): Float32Array | undefined {
    if (this.#every > 1) return undefined
    const whole = new Float32Array(this.#length)
    for (let at = 0; at < whole.length; at += this.#stretchSamples)
      whole.set(this.#kept.shift()!.subarray(0, whole.length - at), at)
    return whole
  }

  /** What was kept of the sound nearest to each place; `length` samples each, at most a stretch. */
  excerpts(starts: readonly number[], length: number): Excerpt[] {
    return starts.map((start) => this.#nearest(start, length))
  }

  #nearest(wanted: number, length: number): Excerpt {
    const distance = this.#every * this.#stretchSamples
    const filled = (i: number) => Math.min(this.#stretchSamples, this.#length - i * distance)
    const complete = this.#kept.filter((_, i) => filled(i) >= length).length
    const offsetIn = (i: number) => Math.max(0, Math.min(wanted - i * distance, filled(i) - length))
    const before = Math.max(0, Math.min(complete - 1, Math.floor(wanted / distance)))
    const after = Math.min(complete - 1, before + 1)
    const miss = (i: number) => Math.abs(i * distance + offsetIn(i) - wanted)
    const best = miss(after) < miss(before) ? after : before
    const offset = offsetIn(best)
    return { start: best * distance + offset, samples: this.#kept[best].subarray(offset, offset + length) }
  }
}
