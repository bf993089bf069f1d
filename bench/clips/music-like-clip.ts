/** Two tones and noise: cheap to make, and neither silent nor pure. */
export function musicLikeClip({ sampleRateHz, seconds }: { sampleRateHz: number; seconds: number }): Float32Array {
  const { sin, PI } = Math
  let noise = 1
  return Float32Array.from({ length: seconds * sampleRateHz }, (_, i) => {
    noise = (noise * 48271) % 2147483647
    const t = i / sampleRateHz
    return 0.3 * sin(2 * PI * 220 * t) + 0.2 * sin(2 * PI * 554 * t) + 0.05 * (noise / 1073741824 - 1)
  })
}
