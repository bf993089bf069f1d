import { pitchClass } from './scale.ts'

/** What is wanted of one note of a melody. */
export type WantedNote = {
  /** Where the contour would have it, midi. */
  target: number
  /** Direction of the contour into this note: −1, 0 or 1. */
  direction: number
  strong: boolean
  /** Pitch classes on which it may rest, and through which it may pass. */
  resting: readonly number[]
  passing: readonly number[]
}

type Range = { low: number; high: number }

/**
 * The pitches that follow the wanted contour with the least offence: strong notes on chord tones, foreign notes left by
 * step, few wide leaps, no idle repetition. Dynamic programming over the pitches near each target (Viterbi).
 */
export function findLine(wanted: readonly WantedNote[], entry: number | undefined, range: Range): number[] {
  let states: State[] = entry === undefined ? [] : [{ pitch: entry, cost: 0, foreign: false, from: undefined }]
  for (const note of wanted) {
    states = candidates(note, range).map((pitch) => {
      const foreign = !note.resting.includes(pitchClass(pitch))
      const own = 0.35 * Math.abs(pitch - note.target) + (foreign && note.strong ? 6 : 0)
      let best: State = { pitch, cost: own, foreign, from: undefined }
      states.forEach((state, i) => {
        const cost = state.cost + own + motion(pitch - state.pitch, note.direction, state.foreign)
        if (i === 0 || cost < best.cost) best = { pitch, cost, foreign, from: state }
      })
      return best
    })
  }
  return trace(states, wanted.length)
}

type State = { pitch: number; cost: number; foreign: boolean; from: State | undefined }

function candidates({ target, resting, passing, strong }: WantedNote, { low, high }: Range): number[] {
  const allowed = strong ? [...resting, ...passing] : [...passing, ...resting]
  const centre = Math.round(Math.min(high, Math.max(low, target)))
  const near = Array.from({ length: 15 }, (_, i) => centre - 7 + i)
  const fitting = near.filter((pitch) => pitch >= low && pitch <= high && allowed.includes(pitchClass(pitch)))
  return fitting.length > 0 ? fitting : near.filter((pitch) => allowed.includes(pitchClass(pitch)))
}

/** Semitones moved → how much the ear minds. */
const INTERVAL_COST = [2, 0, 0, 0.5, 0.6, 1.2, 3.2, 1.6, 2.6, 2.6, 4.5, 6, 2.4]

function motion(semitones: number, direction: number, leavesForeign: boolean): number {
  const size = Math.abs(semitones)
  let cost = INTERVAL_COST[size] ?? 9
  if (size === 0 && direction === 0) cost = 0.3
  if (direction !== 0 && size !== 0 && Math.sign(semitones) !== direction) cost += 2.2
  if (leavesForeign && size > 2) cost += 2.5
  return cost
}

function trace(states: readonly State[], length: number): number[] {
  let state: State | undefined = states.reduce((best, next) => (next.cost < best.cost ? next : best))
  const pitches: number[] = []
  while (state && pitches.length < length) {
    pitches.unshift(state.pitch)
    state = state.from
  }
  return pitches
}
