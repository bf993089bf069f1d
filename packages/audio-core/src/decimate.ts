import { type DecimateRound, type LowPass, plainRound, vectorRound } from './decimate-round.ts'

export interface DecimatorOptions extends LowPass {
  /** Without WebAssembly's vectors, which are used by default where there are any. */
  plain?: boolean
}

/** Takes a mono sound in pieces of any length; what comes out in all depends on the sound alone. */
export interface Decimator {
  push(samples: Float32Array): Float32Array
  /** The rest, with zeros behind the sound: ceil(length / factor) samples in all. Afterwards it begins anew. */
  flush(): Float32Array
}

/**
 * Every so manieth sample of what a low-pass lets through, without delay: sample k lies where sample k · factor did. A
 * plan: it owns scratch memory.
 */
export function createDecimator(options: DecimatorOptions): Decimator {
  return decimatorOf((options.plain ? undefined : vectorRound(options)) ?? plainRound(options), options)
}

function decimatorOf({ input, lead, outputs, run }: DecimateRound, { factor }: LowPass): Decimator {
  const used = outputs * factor
  let held = lead
  let received = 0
  let produced = 0

  function append(samples: Float32Array): Float32Array {
    const rounds = Math.max(0, Math.floor((held + samples.length - input.length) / used) + 1)
    const out = new Float32Array(rounds * outputs)
    let at = 0
    for (let round = 0; round < rounds; round++) {
      at += input.length - held
      input.set(samples.subarray(at - (input.length - held), at), held)
      out.set(run(), round * outputs)
      input.copyWithin(0, used)
      held = input.length - used
    }
    input.set(samples.subarray(at), held)
    held += samples.length - at
    return out
  }

  return {
    push(samples) {
      const out = append(samples)
      received += samples.length
      produced += out.length
      return out
    },
    flush() {
      const left = Math.ceil(received / factor) - produced
      const rounds = Math.ceil(left / outputs)
      const rest = append(new Float32Array(Math.max(0, input.length - held + (rounds - 1) * used))).slice(0, left)
      input.fill(0, 0, lead)
      held = lead
      received = 0
      produced = 0
      return rest
    },
  }
}
