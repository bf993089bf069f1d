/** Takes a sound in pieces of any length. */
export interface SampleBlocks {
  push(samples: Float32Array): void
  /** Visits the rest, padded with zeros. Afterwards it is spent. */
  flush(): void
}

export interface SampleBlocksOptions {
  blockLength: number
  /** From one block's start to the next one's; at most blockLength. */
  blockHop: number
  /** Zeros that stand before the sound, and after its end. */
  padding: number
}

/**
 * Cuts a sound that arrives in pieces into blocks of one length, the same ones however it was cut before. `visit` gets
 * each block, which is reused for the next, and how many of its samples belong to the padded sound.
 */
export function createSampleBlocks(
  { blockLength, blockHop, padding }: SampleBlocksOptions,
  visit: (block: Float32Array, filled: number) => void,
): SampleBlocks {
  const block = new Float32Array(blockLength)
  let filled = padding

  function append(samples: Float32Array): void {
    for (let at = 0; at < samples.length; ) {
      const part = samples.subarray(at, at + blockLength - filled)
      block.set(part, filled)
      filled += part.length
      at += part.length
      if (filled < blockLength) return
      visit(block, filled)
      block.copyWithin(0, blockHop)
      filled -= blockHop
    }
  }

  return {
    push: append,
    flush() {
      append(new Float32Array(padding))
      visit(block.fill(0, filled), filled)
    },
  }
}
