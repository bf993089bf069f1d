/** `tones` are pitch classes, root first. */
export type Chord = { symbol: string; root: number; bass: number; tones: readonly number[] }

const QUALITIES: Readonly<Record<string, readonly number[]>> = {
  '': [0, 4, 7],
  m: [0, 3, 7],
  '5': [0, 7],
  '6': [0, 4, 7, 9],
  m6: [0, 3, 7, 9],
  '69': [0, 4, 7, 9, 2],
  '7': [0, 4, 7, 10],
  '9': [0, 4, 7, 10, 2],
  '13': [0, 4, 10, 2, 9],
  '7b9': [0, 4, 7, 10, 1],
  '7s9': [0, 4, 7, 10, 3],
  '7sus': [0, 5, 7, 10],
  maj7: [0, 4, 7, 11],
  maj9: [0, 4, 7, 11, 2],
  m7: [0, 3, 7, 10],
  m9: [0, 3, 7, 10, 2],
  m11: [0, 3, 7, 10, 5],
  m7b5: [0, 3, 6, 10],
  dim: [0, 3, 6],
  dim7: [0, 3, 6, 9],
  aug: [0, 4, 8],
  sus2: [0, 2, 7],
  sus4: [0, 5, 7],
  add9: [0, 4, 7, 2],
  madd9: [0, 3, 7, 2],
}

const DEGREES: Readonly<Record<string, number>> = { i: 0, ii: 2, iii: 4, iv: 5, v: 7, vi: 9, vii: 11 }

/** Raised for a chord that the notation does not know; a fault of a genre's file. */
export class UnknownChord extends Error {
  readonly code = 'UNKNOWN_CHORD'
  constructor(symbol: string) {
    super(`Unknown chord "${symbol}"`)
  }
}

/**
 * Reads a Roman numeral over a tonic pitch class: `ii7`, `bVImaj7`, `V7/3`. Numerals count the major scale,
 * `b` and `#` alter them, lower case means minor, an optional `/3`, `/5`, `/7` names the chord tone in the bass.
 */
export function parseChord(symbol: string, tonic: number): Chord {
  const match = /^([b#]?)([ivIV]+)([^/]*)(?:\/([357]))?$/.exec(symbol)
  const degree = match ? DEGREES[match[2].toLowerCase()] : undefined
  if (!match || degree === undefined) throw new UnknownChord(symbol)
  const [, accidental, numeral, suffix, bassTone] = match
  const minor = numeral === numeral.toLowerCase() && !/^(m|dim)/.test(suffix)
  const intervals = (minor && QUALITIES[`m${suffix}`]) || QUALITIES[suffix]
  if (!intervals) throw new UnknownChord(symbol)
  const root = (tonic + degree + (accidental === 'b' ? 11 : accidental === '#' ? 1 : 0)) % 12
  const tones = intervals.map((interval) => (root + interval) % 12)
  const bass = bassTone ? tones[{ 3: 1, 5: 2, 7: 3 }[bassTone] ?? 0] : root
  return { symbol, root, bass, tones }
}
