import { normaliseRows } from './normalise-rows.ts'

const CLASSES = 12
export const TONNETZ_DIMENSIONS = 6

/** Circles of fifths, minor thirds and major thirds: their radius, and the turn that a semitone makes, in half turns. */
const CIRCLES = [
  { radius: 1, halfTurns: 7 / 6 },
  { radius: 1, halfTurns: 3 / 2 },
  { radius: 0.5, halfTurns: 2 / 3 },
]

/**
 * [frames x 6] from chroma [frames x 12], C first: where each frame's harmony lies on the circles of fifths, minor and
 * major thirds, sine and cosine of each (Harte, Sandler and Gasser 2006; `librosa.feature.tonnetz`).
 */
export function tonnetz(chroma: Float32Array): Float32Array {
  const shares = normaliseRows(chroma.slice(), CLASSES, 'sum')
  const frames = chroma.length / CLASSES
  const basis = CIRCLES.flatMap(({ radius, halfTurns }) =>
    [0.5, 0].map((quarter) =>
      Float64Array.from({ length: CLASSES }, (_, c) => radius * Math.cos(Math.PI * (halfTurns * c - quarter))),
    ),
  )
  const out = new Float32Array(frames * TONNETZ_DIMENSIONS)
  for (let frame = 0; frame < frames; frame++) {
    for (let dimension = 0; dimension < TONNETZ_DIMENSIONS; dimension++) {
      let sum = 0
      for (let c = 0; c < CLASSES; c++) sum += basis[dimension][c] * shares[frame * CLASSES + c]
      out[frame * TONNETZ_DIMENSIONS + dimension] = sum
    }
  }
  return out
}
