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

/** What lies below this share of the lower Nyquist frequency passes; from the Nyquist frequency on nothing does. */
const PASS_BAND = 0.9
const STOP_BAND_DB = 100
/** Ratios with more phases than this share a table of so many, with linear interpolation between neighbours. */
const MOST_PHASES = 2048

/** The whole of a mono signal at another rate: ceil(length · toHz / fromHz) samples. */
export function resample(samples: Float32Array, options: ResampleOptions): Float32Array {
  if (options.fromHz === options.toHz) return samples
  const resampler = createResampler(options)
  return joined(resampler.push(samples), resampler.flush())
}

/**
 * Band-limited polyphase resampling with a Kaiser-windowed sinc (J. O. Smith, "Digital Audio Resampling", and Kaiser's
 * formulas for length and shape). Any pair of whole rates.
 */
export function createResampler({ fromHz, toHz }: ResampleOptions): Resampler {
  checkRate(fromHz)
  checkRate(toHz)
  if (fromHz === toHz) return { push: (samples) => samples, flush: () => new Float32Array(0) }
  const divisor = greatestCommonDivisor(fromHz, toHz)
  const up = toHz / divisor
  const down = fromHz / divisor
  const filter = designFilter({ fromHz, toHz, phases: Math.min(up, MOST_PHASES) })
  const { taps, half } = filter
  let held = new Float32Array(half - 1)
  let received = 0
  let produced = 0
  /** Index of held[0] in the input, and where the next output lies: sample `at` plus `phase` / `up`. */
  let heldFrom = -(half - 1)
  let at = 0
  let phase = 0

  function drain(outputs: number): Float32Array {
    const out = new Float32Array(Math.max(0, outputs))
    for (let i = 0; i < out.length; i++) {
      out[i] = filter.apply(held, at - (half - 1) - heldFrom, phase / up)
      phase += down
      at += Math.floor(phase / up)
      phase %= up
    }
    produced += out.length
    const keepFrom = Math.min(at - (half - 1) - heldFrom, held.length)
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
      const lastUsable = heldFrom + held.length - 1 - half
      return drain(lastUsable < 0 ? 0 : Math.floor(((lastUsable + 1) * up - 1) / down) + 1 - produced)
    },
    flush() {
      held = joined(held, new Float32Array(taps))
      return drain(Math.ceil((received * up) / down) - produced)
    },
  }
}

interface Filter {
  taps: number
  /** Taps on each side of the output's place. */
  half: number
  /** The output that lies `fraction` after input[start + half - 1]. */
  apply(input: Float32Array, start: number, fraction: number): number
}

function designFilter({ fromHz, toHz, phases }: ResampleOptions & { phases: number }): Filter {
  const lowerRate = Math.min(fromHz, toHz)
  const transition = ((1 - PASS_BAND) * lowerRate) / 2 / fromHz
  const cutoff = (((1 + PASS_BAND) / 2) * lowerRate) / 2 / fromHz
  const half = 2 * Math.ceil((STOP_BAND_DB - 8) / (2.285 * 2 * Math.PI * transition) / 4)
  const taps = 2 * half
  const beta = 0.1102 * (STOP_BAND_DB - 8.7)
  const exact = toHz / greatestCommonDivisor(fromHz, toHz) <= phases
  const table: Float32Array[] = []
  for (let p = 0; p <= phases; p++) table.push(phaseTaps({ half, cutoff, beta, fraction: p / phases }))
  return {
    taps,
    half,
    apply(input, start, fraction) {
      const place = fraction * phases
      const index = exact ? Math.round(place) : Math.floor(place)
      const below = dot(table[index], input, start)
      if (exact) return below
      return below + (place - index) * (dot(table[index + 1], input, start) - below)
    },
  }
}

interface PhaseDesign {
  half: number
  /** Cycles per input sample. */
  cutoff: number
  beta: number
  fraction: number
}

/** One phase of the filter, scaled so that a constant stays what it is. */
function phaseTaps({ half, cutoff, beta, fraction }: PhaseDesign): Float32Array {
  const taps = new Float64Array(2 * half)
  let sum = 0
  for (let j = 0; j < taps.length; j++) {
    const distance = j - (half - 1) - fraction
    taps[j] = sinc(2 * cutoff * distance) * kaiser(distance / half, beta)
    sum += taps[j]
  }
  return Float32Array.from(taps, (tap) => tap / sum)
}

/** `taps.length` is a multiple of four. */
function dot(taps: Float32Array, input: Float32Array, start: number): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let i = 0, j = start; i < taps.length; i += 4, j += 4) {
    a += taps[i] * input[j]
    b += taps[i + 1] * input[j + 1]
    c += taps[i + 2] * input[j + 2]
    d += taps[i + 3] * input[j + 3]
  }
  return a + b + (c + d)
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function kaiser(x: number, beta: number): number {
  return Math.abs(x) > 1 ? 0 : bessel0(beta * Math.sqrt(1 - x * x)) / bessel0(beta)
}

/** Modified Bessel function of the first kind and order zero, by its series. */
function bessel0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
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
