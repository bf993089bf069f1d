import { SAMPLE_RATE_HZ } from './sample-rate.ts'

/** Keeps filter states out of the denormal range, where arithmetic is many times slower. */
const NOT_DENORMAL = 1e-18

/** Second-order Butterworth low-pass, in place. */
export function cutHighs(signal: Float32Array, hz: number): void {
  const k = Math.tan((Math.PI * Math.min(hz, SAMPLE_RATE_HZ * 0.45)) / SAMPLE_RATE_HZ)
  const norm = 1 / (1 + Math.SQRT2 * k + k * k)
  const b = k * k * norm
  biquad(signal, { b0: b, b1: 2 * b, b2: b, a1: 2 * (k * k - 1) * norm, a2: (1 - Math.SQRT2 * k + k * k) * norm })
}

/** Second-order Butterworth high-pass, in place. */
export function cutLows(signal: Float32Array, hz: number): void {
  const k = Math.tan((Math.PI * hz) / SAMPLE_RATE_HZ)
  const norm = 1 / (1 + Math.SQRT2 * k + k * k)
  biquad(signal, {
    b0: norm,
    b1: -2 * norm,
    b2: norm,
    a1: 2 * (k * k - 1) * norm,
    a2: (1 - Math.SQRT2 * k + k * k) * norm,
  })
}

/** Bell of `gainDb` around `hz`, one octave wide or so, in place. */
export function bell(signal: Float32Array, hz: number, gainDb: number): void {
  const a = 10 ** (gainDb / 40)
  const w = (2 * Math.PI * hz) / SAMPLE_RATE_HZ
  const alpha = Math.sin(w) / 2
  const a0 = 1 + alpha / a
  const mid = (-2 * Math.cos(w)) / a0
  biquad(signal, { b0: (1 + alpha * a) / a0, b1: mid, b2: (1 - alpha * a) / a0, a1: mid, a2: (1 - alpha / a) / a0 })
}

type Biquad = { b0: number; b1: number; b2: number; a1: number; a2: number }

function biquad(signal: Float32Array, { b0, b1, b2, a1, a2 }: Biquad): void {
  let s1 = 0
  let s2 = 0
  for (let i = 0; i < signal.length; i++) {
    const x = signal[i] + NOT_DENORMAL
    const y = b0 * x + s1
    s1 = b1 * x - a1 * y + s2
    s2 = b2 * x - a2 * y
    signal[i] = y
  }
}

/** Resonant low-pass whose cutoff moves through `points` (samples, hertz) in straight lines on a logarithmic scale. */
export function sweepLowPass(signal: Float32Array, points: readonly { at: number; hz: number }[]): void {
  const damping = 1.1
  let low = 0
  let band = 0
  let segment = 0
  for (let start = 0; start < signal.length; start += 64) {
    while (segment < points.length - 2 && points[segment + 1].at <= start) segment++
    const from = points[segment]
    const to = points[Math.min(points.length - 1, segment + 1)]
    const t = to.at > from.at ? Math.min(1, Math.max(0, (start - from.at) / (to.at - from.at))) : 1
    const hz = Math.min(SAMPLE_RATE_HZ * 0.45, from.hz * (to.hz / from.hz) ** t)
    const g = Math.tan((Math.PI * hz) / SAMPLE_RATE_HZ)
    const a1 = 1 / (1 + g * (g + damping))
    const a2 = g * a1
    const end = Math.min(signal.length, start + 64)
    for (let i = start; i < end; i++) {
      const v3 = signal[i] + NOT_DENORMAL - low
      const v1 = a1 * band + a2 * v3
      const v2 = low + g * v1
      band = 2 * v1 - band
      low = 2 * v2 - low
      signal[i] = v2
    }
  }
}
