import type { OnsetEnvelope } from './onset-strength.ts'

/** Over so long a time each onset is compared with the others. */
const NEIGHBOURHOOD_SECONDS = 6
/** How much of the whole sound's deviation counts as local, so that the silence between notes stays silent. */
const GLOBAL_SHARE = 0.3

const { max, min, round, sqrt } = Math

/**
 * The onsets about their local mean and in units of their local deviation, so that a quiet verse counts like a loud
 * refrain; smoothed over three frames, so that beats that fall between two frames still meet. Zeros for silence.
 */
export function evenOnsets({ strength, framesPerSecond }: OnsetEnvelope): Float32Array {
  const last = strength.length - 1
  const smooth = strength.map(
    (value, i) => 0.25 * strength[max(0, i - 1)] + 0.5 * value + 0.25 * strength[min(last, i + 1)],
  )
  const reach = round((NEIGHBOURHOOD_SECONDS * framesPerSecond) / 2)
  const means = localMeans(smooth, reach)
  const centred = smooth.map((value, i) => value - means[i])
  const squares = centred.map((value) => value * value)
  const globalDeviation = sqrt(localMeans(squares, squares.length)[0] ?? 0)
  const deviations = localMeans(squares, reach)
  return centred.map((value, i) => value / (sqrt(deviations[i]) + GLOBAL_SHARE * globalDeviation + 1e-9))
}

/** Over up to `reach` values on each side. */
function localMeans(values: Float32Array, reach: number): Float32Array {
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i]
  return values.map((_, i) => {
    const from = max(0, i - reach)
    const to = min(values.length, i + reach + 1)
    return (sums[to] - sums[from]) / (to - from)
  })
}
