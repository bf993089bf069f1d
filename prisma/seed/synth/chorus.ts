import { SAMPLE_RATE_HZ } from './sample-rate.ts'
import type { Stereo } from './stereo.ts'

const MASK = 1023

/** Adds two slowly wandering copies of a mono signal, one on each side: width and shimmer. */
export function addChorus(signal: Float32Array, { left, right }: Stereo, amount: number): void {
  const line = new Float32Array(MASK + 1)
  const rate = (2 * Math.PI * 0.55) / SAMPLE_RATE_HZ
  for (let start = 0; start < signal.length; start += 64) {
    const lagLeft = 400 + 110 * Math.sin(rate * start)
    const lagRight = 520 + 110 * Math.sin(rate * start * 1.31 + 2)
    const nextLeft = 400 + 110 * Math.sin(rate * (start + 64))
    const nextRight = 520 + 110 * Math.sin(rate * (start + 64) * 1.31 + 2)
    const end = Math.min(signal.length, start + 64)
    for (let i = start; i < end; i++) {
      const t = (i - start) / 64
      line[i & MASK] = signal[i]
      const a = i + 2048 - (lagLeft + (nextLeft - lagLeft) * t)
      const b = i + 2048 - (lagRight + (nextRight - lagRight) * t)
      const wholeA = a | 0
      const wholeB = b | 0
      const lowA = line[wholeA & MASK]
      const lowB = line[wholeB & MASK]
      left[i] += amount * (lowA + (line[(wholeA + 1) & MASK] - lowA) * (a - wholeA))
      right[i] += amount * (lowB + (line[(wholeB + 1) & MASK] - lowB) * (b - wholeB))
    }
  }
}
