import { type CholeskyFactor, choleskyInPlace, choleskySolve } from './cholesky.ts'
import type { ContentSpace } from './content-space.ts'
import { createDotRows, type DotRows } from './dot-rows.ts'
import { weightedGram } from './weighted-gram.ts'

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

/** Their sounds are multiplied in one go. */
const ITEMS_AT_ONCE = 1024

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
  const sounds = createDotRows(dims, ITEMS_AT_ONCE)
  const left = new Float32Array(ITEMS_AT_ONCE)
  for (let first = 0; first < trust.length; first += ITEMS_AT_ONCE) {
    const count = Math.min(ITEMS_AT_ONCE, trust.length - first)
    for (let i = 0; i < count; i++) readSound(content, first + i, { into: sounds, column: i })
    for (let f = 0; f < factors; f++) {
      for (let i = 0, at = first * factors + f; i < count; i++, at += factors)
        left[i] = trust[first + i] * (itemFactors[at] - scale * atStart[at])
      left.fill(0, count)
      const sums = sounds.dot(left)
      for (let j = 0, at = f * dims; j < dims; j++, at++) right[at] += sums[j]
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
  const { dims, centred, norms } = content
  const trust = trustOf({ content, evidence })
  const normal = weightedGram(
    centred,
    trust.map((value, i) => (value > 0 ? value / norms[i] ** 2 : 0)),
  )
  for (let j = 0; j < dims; j++) normal[j * dims + j] += RIDGE_ITEMS
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

/** The normalised sound of an item as a column of a [dims x items] matrix; zero where it is unknown. */
function readSound(
  { centred, norms, dims }: ContentSpace,
  item: number,
  { into, column }: { into: DotRows; column: number },
): void {
  const scale = norms[item] > 1e-9 ? 1 / norms[item] : 0
  for (let j = 0, from = item * centred.stride, to = column; j < dims; j++, from++, to += into.stride)
    into.data[to] = scale * centred.data[from]
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
