const BLOCK_SAMPLES = 1 << 20

/**
 * Collects samples whose number is not known beforehand. Blocks are let go one by one while they are joined: a mix of
 * two hours has 635 MB, and a buffer that doubles would need thrice as much.
 */
export class SoundBlocks {
  #blocks: Float32Array[] = []
  #filled = BLOCK_SAMPLES
  #length = 0

  get length(): number {
    return this.#length
  }

  append(samples: Float32Array): void {
    for (let at = 0; at < samples.length; ) {
      if (this.#filled === BLOCK_SAMPLES) {
        this.#blocks.push(new Float32Array(BLOCK_SAMPLES))
        this.#filled = 0
      }
      const part = samples.subarray(at, at + BLOCK_SAMPLES - this.#filled)
      this.#blocks.at(-1)!.set(part, this.#filled)
      this.#filled += part.length
      at += part.length
    }
    this.#length += samples.length
  }

  /** All samples in one array; nothing is kept. */
  join(): Float32Array {
    const whole = new Float32Array(this.#length)
    for (let at = 0; at < whole.length; at += BLOCK_SAMPLES)
      whole.set(this.#blocks.shift()!.subarray(0, whole.length - at), at)
    this.#length = 0
    this.#filled = BLOCK_SAMPLES
    return whole
  }
}
