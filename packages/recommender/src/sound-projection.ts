import type { ContentSpace } from './content-space.ts'
import { orthonormalise } from './orthonormal-rows.ts'
import { seededRandom } from './seeded-random.ts'

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
  const sounds = normalisedSounds(space)
  if (sounds.length <= rank * dims) {
    projection.set(orthonormalise(sounds, dims))
    return projection
  }
  const covariance = soundCovariance(sounds, dims)
  let basis = randomBasis(rank, dims)
  for (let iteration = 0; iteration < ITERATIONS; iteration++)
    basis = orthonormalise(multiply(basis, covariance, dims), dims)
  projection.set(basis)
  return projection
}

/** [tracks x dims] unit rows of the tracks whose sound is known, thinned to SAMPLE_ROWS. */
function normalisedSounds({ centred, norms, dims }: ContentSpace): Float64Array {
  const step = Math.max(1, Math.floor(centred.rows / SAMPLE_ROWS))
  const chosen: number[] = []
  for (let i = 0; i < centred.rows; i += step) if (norms[i] > 1e-9) chosen.push(i)
  const sounds = new Float64Array(chosen.length * dims)
  chosen.forEach((i, to) => {
    for (let j = 0; j < dims; j++) sounds[to * dims + j] = centred.data[i * centred.stride + j] / norms[i]
  })
  return sounds
}

/** [dims x dims] second moment. */
function soundCovariance(sounds: Float64Array, dims: number): Float64Array {
  const covariance = new Float64Array(dims * dims)
  for (let start = 0; start < sounds.length; start += dims)
    for (let a = 0; a < dims; a++) {
      const value = sounds[start + a]
      for (let b = 0, at = a * dims; b <= a; b++, at++) covariance[at] += value * sounds[start + b]
    }
  for (let a = 0; a < dims; a++)
    for (let b = 0; b <= a; b++) {
      covariance[a * dims + b] *= dims / sounds.length
      covariance[b * dims + a] = covariance[a * dims + b]
    }
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
