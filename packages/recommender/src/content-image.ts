import { choleskyInPlace, choleskySolve } from './cholesky.ts'
import type { ContentSpace } from './content-space.ts'

export interface ContentImageData {
  content: ContentSpace
  /** [items x factors] */
  itemFactors: Float32Array
  /** [items] */
  evidence: Float64Array
  /** [factors x dims] the image to stay near to where listening says nothing */
  start: Float32Array
  factors: number
}

/** In items of full evidence: with fewer than about this many, the image stays near its start. */
const RIDGE_ITEMS = 4
/** Evidence at which an item's factors count half as much as they could. */
const HALF_TRUST_EVIDENCE = 5

/**
 * The linear map from sound to factors, learnt from the items that have been heard (content-to-latent, van den Oord et
 * al. 2013, in closed form): scale·start + D, with D the ridge regression of what the scaled start leaves. So directions
 * of sound that no listener has touched yet keep their place. [factors x dims], row-major.
 */
export function fitContentImage(data: ContentImageData): Float32Array {
  const { content, start, factors } = data
  const { dims } = content
  const trust = trustOf(data)
  const scale = bestScale(data, trust)
  const normal = new Float64Array(dims * dims)
  const right = new Float64Array(factors * dims)
  for (let j = 0; j < dims; j++) normal[j * dims + j] = RIDGE_ITEMS
  const sound = new Float64Array(dims)
  for (let i = 0; i < trust.length; i++) {
    if (trust[i] === 0) continue
    readSound(content, i, sound)
    for (let a = 0; a < dims; a++) {
      const weighted = trust[i] * sound[a]
      for (let b = 0; b <= a; b++) normal[a * dims + b] += weighted * sound[b]
    }
    for (let f = 0; f < factors; f++) {
      const left = trust[i] * (data.itemFactors[i * factors + f] - scale * dotRow(start, f, sound))
      for (let j = 0; j < dims; j++) right[f * dims + j] += left * sound[j]
    }
  }
  const factor = choleskyInPlace(normal, dims)
  const image = new Float32Array(factors * dims)
  for (let f = 0; f < factors; f++) {
    const correction = choleskySolve(factor, right.subarray(f * dims, (f + 1) * dims))
    for (let j = 0; j < dims; j++) image[f * dims + j] = scale * start[f * dims + j] + correction[j]
  }
  return image
}

function trustOf({ content, evidence }: ContentImageData): Float64Array {
  return Float64Array.from(evidence, (e, i) => (content.norms[i] > 1e-9 ? e / (e + HALF_TRUST_EVIDENCE) : 0))
}

/** The start's directions are orthonormal but its length is arbitrary: least squares, kept positive. */
function bestScale({ content, itemFactors, start, factors }: ContentImageData, trust: Float64Array): number {
  const sound = new Float64Array(content.dims)
  let across = 1
  let along = 1
  for (let i = 0; i < trust.length; i++) {
    if (trust[i] === 0) continue
    readSound(content, i, sound)
    for (let f = 0; f < factors; f++) {
      const placed = dotRow(start, f, sound)
      across += trust[i] * placed * itemFactors[i * factors + f]
      along += trust[i] * placed * placed
    }
  }
  return Math.max(0.05, across / along)
}

function readSound({ centred, norms, dims }: ContentSpace, item: number, into: Float64Array): void {
  for (let j = 0; j < dims; j++) into[j] = centred.data[item * centred.stride + j] / norms[item]
}

function dotRow(rows: Float32Array, row: number, vector: Float64Array): number {
  let sum = 0
  for (let j = 0; j < vector.length; j++) sum += rows[row * vector.length + j] * vector[j]
  return sum
}
