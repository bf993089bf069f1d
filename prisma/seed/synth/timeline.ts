import type { Score } from '../compose/score.ts'

/** Maps beats to seconds, swing included: off-beats of the swung unit come late, what lies between moves with them. */
export function createTimeline({ song, swing }: Pick<Score, 'song' | 'swing'>): (beat: number) => number {
  const beatSeconds = 60 / song.bpm
  if (!swing) return (beat) => beat * beatSeconds
  const pair = swing.unitBeats * 2
  return (beat) => {
    const index = Math.floor(beat / pair + 1e-9)
    const inside = beat / pair - index
    const bent = inside < 0.5 ? inside * 2 * swing.ratio : swing.ratio + (inside - 0.5) * 2 * (1 - swing.ratio)
    return (index + bent) * pair * beatSeconds
  }
}
