import type { DrumHit } from '../compose/score.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'

/** Gain curve that dips by `depth` at every kick and swells back before the next beat: the pump of dance music. */
export function duckUnder(
  signal: Float32Array,
  hits: readonly DrumHit[],
  { time, depth, recoverSeconds }: { time: (beat: number) => number; depth: number; recoverSeconds: number },
): void {
  const kicks = hits.filter(({ drum }) => drum === 'kick').map(({ beat }) => Math.round(time(beat) * SAMPLE_RATE_HZ))
  const recover = Math.exp(-3 / (recoverSeconds * SAMPLE_RATE_HZ))
  let dip = 0
  let goal = 0
  let next = 0
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
