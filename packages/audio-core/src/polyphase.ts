import { createDotProducts } from './dot-products.ts'
import { joinSamples } from './join-samples.ts'
import type { LowPassFilter } from './low-pass-filter.ts'
import type { ResampleOptions, Resampler } from './resample.ts'

/** Ratios with more phases than this share a table of so many, with linear interpolation between neighbours. */
const MOST_PHASES = 1024
/** Outputs computed at a time, as far as the ratio allows, and the inputs that they reach over. */
const BLOCK_OUTPUTS = 8192
const BLOCK_INPUTS = 1 << 15

/**
 * Reads a filtered signal at other places than its samples', between any two whole rates: each output is a product
 * with the filter's taps for its fraction of a sample (J. O. Smith, "Digital Audio Resampling").
 */
export function createPolyphase({ fromHz, toHz }: ResampleOptions, { half, taps }: LowPassFilter): Resampler {
  const divisor = greatestCommonDivisor(fromHz, toHz)
  const up = toHz / divisor
  const down = fromHz / divisor
  const createBlock = up <= MOST_PHASES ? createExactBlock : createInterpolatedBlock
  const computeBlock = createBlock({ up, down, half, taps })
  const whole = up <= MOST_PHASES ? ROUNDS * up : 1
  let held = new Float32Array(half - 1)
  /** Where held[0] lies in the input. */
  let heldFrom = 1 - half
  let received = 0
  let produced = 0

  function drain(until: number): Float32Array {
    const out = new Float32Array(Math.max(0, until - produced))
    for (let done = 0; done < out.length; ) {
      const count = computeBlock({ input: held, inputFrom: heldFrom, first: produced, out: out.subarray(done) })
      done += count
      produced += count
    }
    const keepFrom = Math.min(Math.floor((produced * down) / up) - (half - 1) - heldFrom, held.length)
    if (keepFrom > 0) {
      held = held.slice(keepFrom)
      heldFrom += keepFrom
    }
    return out
  }

  return {
    push(samples) {
      if (samples.length === 0) return new Float32Array(0)
      held = joinSamples(held, samples)
      received += samples.length
      const usable = heldFrom + held.length - half
      const possible = usable <= 0 ? 0 : Math.floor((usable * up - 1) / down) + 1
      return drain(possible - (possible % whole))
    },
    flush() {
      held = joinSamples(held, new Float32Array(2 * half))
      return drain(Math.ceil((received * up) / down))
    },
  }
}

interface Block {
  input: Float32Array
  /** Where input[0] lies in the whole input. */
  inputFrom: number
  /** Number of the first output. */
  first: number
  out: Float32Array
}

interface BlockPlan {
  up: number
  down: number
  half: number
  taps(fraction: number): Float32Array
}

/** Fills as much of `out` as one block holds and returns how much that was. */
type ComputeBlock = (block: Block) => number

/** Rounds of `up` outputs that are computed together, as each output's taps return in every round. */
const ROUNDS = 4

/** For ratios of few phases. A block begins with a whole round, so that all blocks are made of the same products. */
function createExactBlock({ up, down, half, taps }: BlockPlan): ComputeBlock {
  const most = Math.max(1, Math.min(Math.floor(BLOCK_OUTPUTS / up), Math.floor(BLOCK_INPUTS / down)) >> 2)
  const span = ROUNDS * most * down + down + 2 * half
  const shape = { taps: 2 * half, rows: up, inputLength: span, jobs: most * up, repeats: ROUNDS, stride: down }
  const bank = createDotProducts({ ...shape, row: (phase) => taps(phase / up) })
  const columns = Array.from({ length: most * up }, (_, job) => (job % up) * down)
  bank.prepare(
    Int32Array.from(columns, (place, job) => Math.floor(place / up) + ROUNDS * Math.floor(job / up) * down),
    Int32Array.from(columns, (place) => place % up),
  )
  const sums = new Float32Array(ROUNDS * most * up)

  return ({ input, inputFrom, first, out }) => {
    const count = Math.min(ROUNDS * most * up, out.length)
    const blockFrom = (first / up) * down - (half - 1) - inputFrom
    const jobs = Math.ceil(count / (ROUNDS * up)) * up
    bank.run(input.subarray(blockFrom, blockFrom + span), jobs, sums)
    for (let from = 0, job = 0; from < count; from += up, job += from % (ROUNDS * up) === 0 ? up : 0) {
      const end = Math.min(count, from + up)
      for (let i = from, sum = ROUNDS * job + ((from / up) % ROUNDS); i < end; i++, sum += ROUNDS) out[i] = sums[sum]
    }
    return count
  }
}

/** For the others: a table of some phases, with linear interpolation between neighbours. */
function createInterpolatedBlock({ up, down, half, taps }: BlockPlan): ComputeBlock {
  const outputs = Math.max(1, Math.min(BLOCK_OUTPUTS, Math.floor((BLOCK_INPUTS * up) / down)))
  const span = Math.ceil((outputs * down) / up) + 2 * half
  const bank = createDotProducts({
    taps: 2 * half,
    rows: MOST_PHASES + 1,
    row: (phase) => taps(phase / MOST_PHASES),
    inputLength: span,
    jobs: 2 * outputs,
    repeats: 1,
    stride: 0,
  })
  const starts = new Int32Array(2 * outputs)
  const rows = new Int32Array(2 * outputs)
  const sums = new Float32Array(2 * outputs)
  const shares = new Float64Array(outputs)

  return ({ input, inputFrom, first, out }) => {
    const count = Math.min(outputs, out.length)
    const firstAt = Math.floor((first * down) / up)
    const blockFrom = firstAt - (half - 1) - inputFrom
    for (let i = 0; i < count; i++) {
      const place = (first + i) * down
      const at = Math.floor(place / up)
      const phase = ((place - at * up) * MOST_PHASES) / up
      const row = Math.floor(phase)
      shares[i] = phase - row
      starts[2 * i] = starts[2 * i + 1] = at - firstAt
      rows[2 * i] = row
      rows[2 * i + 1] = row + 1
    }
    const jobs = 2 * count
    bank.prepare(starts.subarray(0, jobs), rows.subarray(0, jobs))
    bank.run(input.subarray(blockFrom, blockFrom + span), jobs, sums)
    for (let i = 0; i < count; i++) out[i] = sums[2 * i] + shares[i] * (sums[2 * i + 1] - sums[2 * i])
    return count
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
