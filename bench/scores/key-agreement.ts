const LETTERS: Record<string, number> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }
const ACCIDENTALS: Record<string, number> = { '': 0, '#': 1, '♯': 1, b: -1, '♭': -1 }

/**
 * How near a key ("F# minor") is to the true one ("E♭ major"), by the weights of MIREX: 1 where it is the same, 0.5 a
 * fifth away in the same mode, 0.3 for the relative and 0.2 for the parallel key, else 0.
 */
export function keyAgreement(key: string, trueKey: string): number {
  const heard = parseKey(key)
  const meant = parseKey(trueKey)
  const distance = (heard.tonic - meant.tonic + 12) % 12
  if (heard.mode === meant.mode) return { 0: 1, 5: 0.5, 7: 0.5 }[distance] ?? 0
  if (distance === (meant.mode === 'major' ? 9 : 3)) return 0.3
  return distance === 0 ? 0.2 : 0
}

function parseKey(key: string): { tonic: number; mode: string } {
  const [name, mode] = key.split(' ')
  return { tonic: (LETTERS[name[0]] + ACCIDENTALS[name.slice(1)] + 12) % 12, mode }
}
