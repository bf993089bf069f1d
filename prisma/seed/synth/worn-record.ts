import { createRandom } from '../compose/random.ts'
import { noiseTable } from './noise.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'
import type { Stereo } from './stereo.ts'

/** Surface noise and the odd crackle of a played record; `level` 0–1. */
export function addVinyl({ left, right }: Stereo, level: number): void {
  const noise = noiseTable()
  const random = createRandom(0x71e41)
  const mask = noise.length - 1
  let hiss = 0
  for (let i = 0; i < left.length; i++) {
    hiss += 0.3 * (noise[i & mask] - hiss)
    left[i] += hiss * 0.008 * level
    right[i] += hiss * 0.006 * level
  }
  for (let at = 0; at < left.length; at += Math.round(random.range(400, 9000))) {
    const loud = random.chance(0.04) ? 0.16 : random.range(0.008, 0.035)
    const side = random.next()
    for (let i = 0; i < 14 && at + i < left.length; i++) {
      const crack = noise[(at * 7 + i) & mask] * loud * level * Math.exp(-i / 3)
      left[at + i] += crack * side
      right[at + i] += crack * (1 - side)
    }
  }
}

/** Slow pitch wander of worn tape, in place: a read head that moves by a few milliseconds. */
export function wow(signal: Float32Array, cents: number): void {
  const hz = 0.7
  const swing = ((2 ** (cents / 1200) - 1) * SAMPLE_RATE_HZ) / (2 * Math.PI * hz)
  const rate = (2 * Math.PI * hz) / SAMPLE_RATE_HZ
  const source = signal.slice()
  for (let start = 0; start < signal.length; start += 64) {
    const lag = swing * (1 + Math.sin(rate * start)) + 2
    const slope = (swing * (1 + Math.sin(rate * (start + 64))) + 2 - lag) / 64
    const end = Math.min(signal.length, start + 64)
    for (let i = start; i < end; i++) {
      const position = i - lag - slope * (i - start)
      const whole = Math.floor(position)
      if (whole < 0) signal[i] = 0
      else signal[i] = source[whole] + (source[whole + 1] - source[whole]) * (position - whole)
    }
  }
}
