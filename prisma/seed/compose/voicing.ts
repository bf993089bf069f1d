import type { Chord } from './chord.ts'

export type VoicingRange = { low: number; high: number; voices: number }

/**
 * Midi pitches of a chord that move least from the chord before (`previous`, empty at the start): every rotation of
 * the chord's tones in every register is tried; common tones stay, no voice leaps without need.
 */
export function voiceChord(chord: Chord, previous: readonly number[], { low, high, voices }: VoicingRange): number[] {
  const tones = chooseTones(chord.tones, voices)
  let best: number[] = []
  let bestCost = Number.POSITIVE_INFINITY
  for (let start = low; start <= high; start++) {
    if (!tones.includes(start % 12)) continue
    const stack = stackUp(start, tones)
    if (stack[stack.length - 1] > high && best.length > 0) continue
    const cost = motion(stack, previous, (low + high) / 2)
    if (cost < bestCost) {
      best = stack
      bestCost = cost
    }
  }
  return best
}

/** With fewer voices than tones the fifth goes first, then the root: the bass has them. */
function chooseTones(tones: readonly number[], voices: number): number[] {
  const chosen = [...tones]
  while (chosen.length > voices) chosen.splice(chosen.length > 3 ? (chosen.length > 4 ? 0 : 2) : 1, 1)
  return chosen
}

function stackUp(start: number, tones: readonly number[]): number[] {
  const above = tones.map((tone) => start + ((((tone - start) % 12) + 12) % 12))
  return above.sort((a, b) => a - b)
}

function motion(stack: readonly number[], previous: readonly number[], centre: number): number {
  const middle = stack.reduce((sum, pitch) => sum + pitch, 0) / stack.length
  let cost = Math.abs(middle - centre) * (previous.length > 0 ? 0.25 : 1)
  stack.forEach((pitch, i) => {
    if (previous.length > 0) cost += Math.abs(pitch - previous[Math.min(i, previous.length - 1)])
  })
  for (let i = 1; i < stack.length; i++) if (stack[i] - stack[i - 1] === 1) cost += 3
  return cost
}
