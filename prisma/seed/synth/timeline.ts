import type { Score } from '../compose/score.ts'
import { songBeats } from '../compose/song.ts'

/** Beats of one breath of rubato. */
const BREATH = 8
/** How much slower the last beat is. */
const SLOWING = 0.28

/** Maps beats to seconds: swing, the breathing of rubato, and the ritardando at the end. */
export function createTimeline(score: Score): (beat: number) => number {
  const beatSeconds = 60 / score.song.bpm
  const slowFrom = songBeats(score.song) - (score.ritardandoBeats ?? 0)
  const slowing = score.ritardandoBeats ? SLOWING / score.ritardandoBeats : 0
  const rubato = score.rubatoBeats ?? 0
  return (beat) => {
    const swung = swing(beat, score.swing)
    const late = Math.max(0, swung - slowFrom)
    const breath = rubato * (1 - Math.cos((2 * Math.PI * swung) / BREATH))
    return (swung + breath + 0.5 * slowing * late * late) * beatSeconds
  }
}

/** Off-beats of the swung unit come late; what lies between moves with them. */
function swing(beat: number, style: Score['swing']): number {
  if (!style) return beat
  const pair = style.unitBeats * 2
  const index = Math.floor(beat / pair + 1e-9)
  const inside = beat / pair - index
  const { ratio } = style
  return (index + (inside < 0.5 ? inside * 2 * ratio : ratio + (inside - 0.5) * 2 * (1 - ratio))) * pair
}
