import { bell, cutHighs, cutLows } from './filters.ts'

/**
 * A valve amplifier and its loudspeaker, in place: bass tightened before, soft clipping of the whole signal (so chords
 * growl as chords do), highs rolled off after. Expects an RMS near 0.15; `gain` 1 is warm, 40 is metal.
 */
export function driveAmplifier(signal: Float32Array, gain: number): void {
  cutLows(signal, gain > 8 ? 110 : 70)
  cutHighs(signal, 5200)
  for (let i = 0; i < signal.length; i++) signal[i] = softClip(signal[i] * gain + 0.12) - CLIPPED_OFFSET
  cutLows(signal, 75)
  if (gain > 3) bell(signal, 2600, 4)
  cutHighs(signal, gain > 8 ? 4800 : 5600)
}

/** A rational stand-in for tanh, exact at 0 and ±1 beyond ±3. */
export function softClip(x: number): number {
  if (x > 3) return 1
  if (x < -3) return -1
  const square = x * x
  return (x * (27 + square)) / (27 + 9 * square)
}

const CLIPPED_OFFSET = softClip(0.12)
