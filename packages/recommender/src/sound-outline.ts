const { floor, min, sqrt } = Math

/** How loud a sound is from its start to its end: peaks 0–255, evenly spaced. */
export interface SoundOutline {
  peaks: Uint8Array
  durationMs: number
}

/** One sound may begin so much later in its file than in another. */
const LONGEST_SHIFT_MS = 1_200
/** Each step of the comparison stands for so many peaks: encoders shift a sound by parts of one. */
const PEAKS_PER_STEP = 2
/** Shifts are tried in this part of a step. */
const SHIFTS_PER_STEP = 4
/** With less movement than this (standard deviation, of 255) an outline says nothing. */
const LEAST_MOVEMENT = 4
const LEAST_STEPS = 32

/**
 * How well the loudness of two sounds moves together, as the correlation of their outlines at the best shift within
 * ±1.2 s: near 1 for the same recording whatever its codec and level, around 0 for others. Undefined where one hardly
 * moves, or is too short to tell.
 */
export function outlineAgreement(a: SoundOutline, b: SoundOutline): number | undefined {
  const stepMs = (PEAKS_PER_STEP * min(a.durationMs, b.durationMs)) / min(a.peaks.length, b.peaks.length)
  if (!(stepMs > 0)) return undefined
  const steps = floor((min(a.durationMs, b.durationMs) - 2 * LONGEST_SHIFT_MS) / stepMs)
  if (steps < LEAST_STEPS) return undefined
  const fixed = sampled(a, { fromMs: LONGEST_SHIFT_MS, stepMs, steps })
  let best: number | undefined
  for (let shiftMs = -LONGEST_SHIFT_MS; shiftMs <= LONGEST_SHIFT_MS; shiftMs += stepMs / SHIFTS_PER_STEP) {
    const agreement = correlation(fixed, sampled(b, { fromMs: LONGEST_SHIFT_MS + shiftMs, stepMs, steps }))
    if (agreement !== undefined && (best === undefined || agreement > best)) best = agreement
  }
  return best
}

/** The mean of the outline over each step. */
function sampled(
  { peaks, durationMs }: SoundOutline,
  { fromMs, stepMs, steps }: { fromMs: number; stepMs: number; steps: number },
): Float64Array {
  const perPeak = durationMs / peaks.length
  const values = new Float64Array(steps)
  for (let step = 0; step < steps; step++) {
    const from = (fromMs + step * stepMs) / perPeak
    values[step] = meanOver(peaks, from, from + stepMs / perPeak)
  }
  return values
}

function meanOver(peaks: Uint8Array, from: number, to: number): number {
  let sum = 0
  for (let peak = floor(from); peak < to; peak++) {
    const covered = min(to, peak + 1) - (peak < from ? from : peak)
    sum += covered * (peaks[peak] ?? 0)
  }
  return sum / (to - from)
}

function correlation(a: Float64Array, b: Float64Array): number | undefined {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    sumA += a[i]
    sumB += b[i]
    squaresA += a[i] * a[i]
    squaresB += b[i] * b[i]
    products += a[i] * b[i]
  }
  const varianceA = squaresA / a.length - (sumA / a.length) ** 2
  const varianceB = squaresB / a.length - (sumB / a.length) ** 2
  if (varianceA < LEAST_MOVEMENT ** 2 || varianceB < LEAST_MOVEMENT ** 2) return undefined
  return (products / a.length - (sumA * sumB) / a.length ** 2) / sqrt(varianceA * varianceB)
}
