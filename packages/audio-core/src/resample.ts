import { createDotProducts } from './dot-products.ts'
import { designResampleFilter } from './resample-filter.ts'

export interface ResampleOptions {
  fromHz: number
  toHz: number
}

/** Resamples one channel that arrives in pieces. Output sample k lies at the time of k / toHz: there is no delay. */
export interface Resampler {
  push(samples: Float32Array): Float32Array
  /** The rest, once nothing more comes. Afterwards the resampler is spent. */
  flush(): Float32Array
}

/** Ratios with more phases than this share a table of so many, with linear interpolation between neighbours. */
const MOST_PHASES = 1024
/** Outputs computed at a time reach over about so many inputs. */
const BLOCK_INPUTS = 1 << 15

/** The whole of a mono signal at another rate: ceil(length · toHz / fromHz) samples. */
export function resample(samples: Float32Array, options: ResampleOptions): Float32Array {
  if (options.fromHz === options.toHz) return samples
  const resampler = createResampler(options)
  return joined(resampler.push(samples), resampler.flush())
}

/**
 * Band-limited polyphase resampling with a windowed sinc (J. O. Smith, "Digital Audio Resampling"), between any two
 * whole rates.
 */
export function createResampler({ fromHz, toHz }: ResampleOptions): Resampler {
  checkRate(fromHz)
  checkRate(toHz)
  if (fromHz === toHz) return { push: (samples) => samples, flush: () => new Float32Array(0) }
  const divisor = greatestCommonDivisor(fromHz, toHz)
  const up = toHz / divisor
  const down = fromHz / divisor
  const filter = designResampleFilter({ fromHz, toHz })
  const { half } = filter
  const computeBlock = createBlock({ up, down, half, taps: filter.taps })
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
      held = joined(held, samples)
      received += samples.length
      const usable = heldFrom + held.length - half
      return drain(usable <= 0 ? 0 : Math.floor((usable * up - 1) / down) + 1)
    },
    flush() {
      held = joined(held, new Float32Array(2 * half))
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

/** Fills as much of `out` as one block holds and returns how much that was. */
function createBlock({
  up,
  down,
  half,
  taps,
}: {
  up: number
  down: number
  half: number
  taps: (fraction: number) => Float32Array
}) {
  const exact = up <= MOST_PHASES
  const phases = exact ? up : MOST_PHASES
  const outputs = Math.max(1, Math.min(8192, Math.floor((BLOCK_INPUTS * up) / down)))
  const span = Math.ceil((outputs * down) / up) + 2 * half
  const products = exact ? outputs : outputs * 2
  const bank = createDotProducts({
    taps: 2 * half,
    rows: phases + 1,
    row: (p) => taps(p / phases),
    inputLength: span,
    products,
  })
  const starts = new Int32Array(products)
  const rows = new Int32Array(products)
  const sums = new Float64Array(products)

  return ({ input, inputFrom, first, out }: Block): number => {
    const count = Math.min(outputs, out.length)
    const blockFrom = Math.floor((first * down) / up) - (half - 1) - inputFrom
    for (let i = 0; i < count; i++) {
      const place = (first + i) * down
      const at = Math.floor(place / up)
      const phase = ((place - at * up) * phases) / up
      const start = at - (half - 1) - inputFrom - blockFrom
      const row = exact ? phase : Math.floor(phase)
      starts[i] = start
      rows[i] = row
      if (exact) continue
      starts[count + i] = start
      rows[count + i] = row + 1
    }
    const used = exact ? count : 2 * count
    bank.run(input.subarray(blockFrom, blockFrom + span), starts.subarray(0, used), rows.subarray(0, used), sums)
    for (let i = 0; i < count; i++) out[i] = sums[i]
    if (!exact) {
      for (let i = 0; i < count; i++) {
        const place = (first + i) * down
        const share = (((place % up) * phases) / up) % 1
        out[i] = sums[i] + share * (sums[count + i] - sums[i])
      }
    }
    return count
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

function checkRate(rateHz: number): void {
  if (!Number.isInteger(rateHz) || rateHz < 1)
    throw new RangeError(`sample rate ${rateHz} Hz is not a whole number from 1 on`)
}

function joined(first: Float32Array, second: Float32Array): Float32Array<ArrayBuffer> {
  const both = new Float32Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
