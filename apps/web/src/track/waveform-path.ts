/**
 * Waveform peaks (0–255, any number) as one SVG path of `bars` upright strokes around the middle of a
 * `bars` x 100 picture. Each stroke is the highest peak of its part, never lower than a dot.
 */
export function waveformPath(peaks: readonly number[], bars: number): string {
  return Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / bars)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / bars))
    const half = Math.max(3, (Math.max(...peaks.slice(from, to)) / 255) * 46)
    return `M${bar + 0.5} ${(50 - half).toFixed(1)}V${(50 + half).toFixed(1)}`
  }).join('')
}
