import { type CholeskyFactor, choleskyInPlace, choleskySolve } from './cholesky.ts'
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
export function fitContentImage(data: ContentImageData, regression = soundRegression(data)): Float32Array {
  const { content, start, factors, itemFactors } = data
  const { dims } = content
  const { trust, normal, atStart } = regression
  const scale = bestScale(data, regression)
  const right = new Float64Array(factors * dims)
  const sound = new Float64Array(dims)
  const left = new Float64Array(factors)
  for (let i = 0; i < trust.length; i++) {
    if (trust[i] === 0) continue
    readSound(content, i, sound)
    for (let f = 0, at = i * factors; f < factors; f++, at++)
      left[f] = trust[i] * (itemFactors[at] - scale * atStart[at])
    for (let f = 0; f < factors; f++) {
      const weight = left[f]
      for (let j = 0, at = f * dims; j < dims; j++, at++) right[at] += weight * sound[j]
    }
  }
  const image = new Float32Array(factors * dims)
  for (let f = 0; f < factors; f++) {
    const correction = choleskySolve(normal, right.subarray(f * dims, (f + 1) * dims))
    for (let j = 0; j < dims; j++) image[f * dims + j] = scale * start[f * dims + j] + correction[j]
  }
  return image
}

/** The part of the regression that only depends on sound and evidence, so that it serves a whole training. */
export interface SoundRegression {
  /** [items] 0 … 1 */
  trust: Float64Array
  /** of Σ trust·s·sᵀ + ridge */
  normal: CholeskyFactor
  /** [items x factors] where the start places each item */
  atStart: Float32Array
}

export function soundRegression({
  content,
  evidence,
  start,
  factors,
}: Omit<ContentImageData, 'itemFactors'>): SoundRegression {
  const { dims } = content
  const trust = trustOf({ content, evidence })
  const normal = new Float64Array(dims * dims)
  for (let j = 0; j < dims; j++) normal[j * dims + j] = RIDGE_ITEMS
  const sound = new Float64Array(dims)
  for (let i = 0; i < trust.length; i++) {
    if (trust[i] === 0) continue
    readSound(content, i, sound)
    for (let a = 0; a < dims; a++) {
      const weighted = trust[i] * sound[a]
      for (let b = 0, at = a * dims; b <= a; b++, at++) normal[at] += weighted * sound[b]
    }
  }
  return { trust, normal: choleskyInPlace(normal, dims), atStart: placeBySound(content, start, factors) }
}

function trustOf({ content, evidence }: Pick<ContentImageData, 'content' | 'evidence'>): Float64Array {
  return Float64Array.from(evidence, (e, i) => (content.norms[i] > 1e-9 ? e / (e + HALF_TRUST_EVIDENCE) : 0))
}

/** The start's directions are orthonormal but its length is arbitrary: least squares, kept positive. */
function bestScale({ itemFactors, factors }: ContentImageData, { trust, atStart }: SoundRegression): number {
  let across = 1
  let along = 1
  for (let i = 0; i < trust.length; i++)
    for (let f = 0, at = i * factors; trust[i] > 0 && f < factors; f++, at++) {
      across += trust[i] * atStart[at] * itemFactors[at]
      along += trust[i] * atStart[at] ** 2
    }
  return Math.max(0.05, across / along)
}

function readSound({ centred, norms, dims }: ContentSpace, item: number, into: Float64Array): void {
  for (let j = 0; j < dims; j++) into[j] = centred.data[item * centred.stride + j] / norms[item]
}

/** [items x factors] image·sound of every item; zero where the sound is unknown. */
export function placeBySound(content: ContentSpace, image: Float32Array, factors: number): Float32Array {
  const placed = new Float32Array(content.centred.rows * factors)
  for (let f = 0; f < factors; f++) {
    const dots = content.centred.dot(image.subarray(f * content.dims, (f + 1) * content.dims))
    for (let i = 0; i < dots.length; i++)
      if (content.norms[i] > 1e-9) placed[i * factors + f] = dots[i] / content.norms[i]
  }
  return placed
}
