/**
 * How alike a signal of mean 0 is to itself `lag` values later, for lags from 0 to `longestLag`: 1 at lag 0, all zeros
 * for silence. Without the bias towards short lags up to half the signal, with it beyond, where little is left to compare.
 */
export function autocorrelation(values: Float32Array, longestLag: number): Float64Array {
  const result = new Float64Array(longestLag + 1)
  const lags = Math.min(longestLag + 1, values.length)
  for (let lag = 0; lag < lags; lag++) {
    let sum = 0
    for (let i = lag; i < values.length; i++) sum += values[i] * values[i - lag]
    result[lag] = sum / Math.max(values.length - lag, values.length / 2)
  }
  const power = result[0]
  return power < 1e-12 ? result.fill(0) : result.map((value) => value / power)
}
