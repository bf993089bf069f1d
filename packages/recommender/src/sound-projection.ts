import type { ContentSpace } from './content-space.ts'
import { orthonormalise } from './orthonormal-rows.ts'
import { seededRandom } from './seeded-random.ts'
import { weightedGram } from './weighted-gram.ts'

/** Enough rows for a stable estimate of the main directions; more would only cost time. */
const SAMPLE_ROWS = 16_384
const ITERATIONS = 8

/**
 * Where tracks lie among the factors before anybody has listened: an orthonormal [factors x dims] projection on the
 * principal subspace of the catalogue's normalised sounds (orthogonal iteration, Golub & Van Loan §8.2). Inner products
 * of projected tracks are then their cosine, less what the catalogue's minor directions (mostly noise) add to it.
 * Row-major Float32. Where `factors` exceeds what the sounds span, the remaining rows are zero.
 */
export function soundProjection(space: ContentSpace, factors: number): Float32Array {
  const { dims } = space
  const rank = Math.min(factors, dims)
  const projection = new Float32Array(factors * dims)
  if (rank === dims) {
    for (let j = 0; j < dims; j++) projection[j * dims + j] = 1
    return projection
  }
  const chosen = chosenTracks(space)
  if (chosen.length <= rank) {
    projection.set(orthonormalise(normalisedSounds(space, chosen), dims))
    return projection
  }
  const covariance = soundCovariance(space, chosen)
  let basis = randomBasis(rank, dims)
  for (let iteration = 0; iteration < ITERATIONS; iteration++)
    basis = orthonormalise(multiply(basis, covariance, dims), dims)
  projection.set(basis)
  return projection
}

/** Tracks whose sound is known, thinned to SAMPLE_ROWS. */
function chosenTracks({ centred, norms }: ContentSpace): number[] {
  const step = Math.max(1, Math.floor(centred.rows / SAMPLE_ROWS))
  const chosen: number[] = []
  for (let i = 0; i < centred.rows; i += step) if (norms[i] > 1e-9) chosen.push(i)
  return chosen
}

/** [tracks x dims] unit rows. */
function normalisedSounds({ centred, norms, dims }: ContentSpace, tracks: readonly number[]): Float64Array {
  const sounds = new Float64Array(tracks.length * dims)
  tracks.forEach((i, to) => {
    for (let j = 0; j < dims; j++) sounds[to * dims + j] = centred.data[i * centred.stride + j] / norms[i]
  })
  return sounds
}

/** [dims x dims] second moment of the unit rows. */
function soundCovariance({ centred, norms, dims }: ContentSpace, tracks: readonly number[]): Float64Array {
  const weights = new Float64Array(centred.rows)
  for (const track of tracks) weights[track] = 1 / (norms[track] ** 2 * tracks.length)
  const covariance = weightedGram(centred, weights)
  for (let a = 0; a < dims; a++) for (let b = 0; b < a; b++) covariance[b * dims + a] = covariance[a * dims + b]
  return covariance
}

function randomBasis(rank: number, dims: number): Float64Array {
  const random = seededRandom('sound projection')
  return orthonormalise(
    Float64Array.from({ length: rank * dims }, () => random.normal()),
    dims,
  )
}

function multiply(basis: Float64Array, covariance: Float64Array, dims: number): Float64Array {
  const product = new Float64Array(basis.length)
  for (let r = 0; r < basis.length; r += dims)
    for (let a = 0; a < dims; a++) {
      const value = basis[r + a]
      for (let b = 0, at = a * dims; b < dims; b++, at++) product[r + b] += value * covariance[at]
    }
  return product
}
