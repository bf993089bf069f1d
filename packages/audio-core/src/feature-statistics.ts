import { medianInPlace } from './median.ts'

/** In the order in which the FMA's table has them. */
export const STATISTICS = ['kurtosis', 'max', 'mean', 'median', 'min', 'skew', 'std'] as const
export type Statistic = (typeof STATISTICS)[number]

/** [width] for each statistic. */
export type FeatureStatistics = Record<Statistic, Float64Array>

/** Spread below this share of the mean is rounding, and the values are taken for constant. */
const CONSTANT_SHARE = 1e-6

/**
 * Statistics over time of each column of [frames x width]. Standard deviation, skew and excess kurtosis are those of
 * the population (scipy.stats with bias); values that do not change have skew 0 and kurtosis -3, as in the FMA's table.
 */
export function featureStatistics(values: Float32Array, width: number): FeatureStatistics {
  const statistics = Object.fromEntries(STATISTICS.map((name) => [name, new Float64Array(width)])) as FeatureStatistics
  const column = new Float64Array(values.length / width)
  for (let c = 0; c < width; c++) {
    for (let frame = 0; frame < column.length; frame++) column[frame] = values[frame * width + c]
    for (const [name, value] of Object.entries(columnStatistics(column))) statistics[name as Statistic][c] = value
  }
  return statistics
}

function columnStatistics(column: Float64Array): Record<Statistic, number> {
  const { length } = column
  let sum = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < length; i++) {
    const value = column[i]
    sum += value
    if (value < min) min = value
    if (value > max) max = value
  }
  const mean = sum / length
  let second = 0
  let third = 0
  let fourth = 0
  for (let i = 0; i < length; i++) {
    const distance = column[i] - mean
    const square = distance * distance
    second += square
    third += square * distance
    fourth += square * square
  }
  const variance = second / length
  const isConstant = variance <= (CONSTANT_SHARE * mean) ** 2
  const skew = isConstant ? 0 : third / length / variance ** 1.5
  const kurtosis = (isConstant ? 0 : fourth / length / variance ** 2) - 3
  return { kurtosis, max, mean, median: medianInPlace(column), min, skew, std: Math.sqrt(variance) }
}
