/**
 * How alike a signal of mean 0 is to itself `lag` values later, for lags from 0 to `longestLag`: 1 at lag 0, all zeros
 * for silence. Without the bias towards short lags up to half the signal, with it beyond, where little is left to compare.
 */
export function autocorrelation(values: Float32Array, longestLag: number): Float64Array {
  const result = new Float64Array(longestLag + 1)
  const lags = Math.min(longestLag + 1, values.length)
  // Four lags at a time: each value is read once for all of them.
  const padded = new Float32Array(values.length + 4)
  padded.set(values)
  for (let lag = 0; lag < lags; lag += 4) {
    let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0]
    for (let i = 0; i + lag < values.length; i++) {
      const value = values[i]
      sum0 += value * padded[i + lag]
      sum1 += value * padded[i + lag + 1]
      sum2 += value * padded[i + lag + 2]
      sum3 += value * padded[i + lag + 3]
    }
    result.set([sum0, sum1, sum2, sum3].slice(0, lags - lag), lag)
  }
  for (let lag = 0; lag < lags; lag++) result[lag] /= Math.max(values.length - lag, values.length / 2)
  const power = result[0]
  return power < 1e-12 ? result.fill(0) : result.map((value) => value / power)
}
