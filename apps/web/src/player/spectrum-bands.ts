/**
 * Energy of a magnitude spectrum in `count` bands of equal width in pitch, from 50 Hz to 10 kHz: 0–1 each,
 * on a scale of loudness (60 dB).
 */
export function spectrumBands(magnitudes: Float32Array, sampleRateHz: number, count: number): number[] {
  const binHz = sampleRateHz / 2 / magnitudes.length
  const edge = (band: number) => (50 * 200 ** (band / count)) / binHz
  return Array.from({ length: count }, (_, band) => {
    const from = Math.floor(edge(band))
    const to = Math.max(from + 1, Math.floor(edge(band + 1)))
    let peak = 0
    for (let bin = from; bin < to && bin < magnitudes.length; bin++) peak = Math.max(peak, magnitudes[bin])
    const decibels = 20 * Math.log10(peak / magnitudes.length + 1e-9)
    return Math.min(1, Math.max(0, (decibels + 66) / 60))
  })
}
