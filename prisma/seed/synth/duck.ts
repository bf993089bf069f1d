import { SAMPLE_RATE_HZ } from './sample-rate.ts'

/** Dips a signal by `depth` at every kick (sample positions, ascending) and lets it swell back: the pump of dance music. */
export function duckUnder(
  signal: Float32Array,
  kicks: readonly number[],
  { depth, recoverSeconds }: { depth: number; recoverSeconds: number },
): void {
  const recover = Math.exp(-3 / (recoverSeconds * SAMPLE_RATE_HZ))
  let dip = 0
  let goal = 0
  let next = 0
  while (kicks[next] < 0) next++
  for (let i = 0; i < signal.length; i++) {
    if (i === kicks[next]) {
      goal = depth
      next++
    }
    goal *= recover
    dip += 0.006 * (goal - dip)
    signal[i] *= 1 - dip
  }
}
