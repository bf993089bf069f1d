import type { HybridModel } from './hybrid-model.ts'

export class ModelFileError extends Error {
  readonly code = 'MODEL_FILE'
}

const MAGIC = 'SEGUEHM1'

interface Header {
  factors: number
  dims: number
  unobservedWeight: number
  regularisation: number
  itemIds: readonly string[]
}

/**
 * `SEGUEHM1`, header length (uint32), JSON header padded to 8 bytes, then little-endian arrays: gram and mean (Float64),
 * item factors, image and evidence (Float32).
 */
export function encodeHybridModel(model: HybridModel): Uint8Array {
  const { factors, dims, unobservedWeight, regularisation, itemIds } = model
  const header: Header = { factors, dims, unobservedWeight, regularisation, itemIds }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const bodyStart = Math.ceil((12 + text.length) / 8) * 8
  const arrays = [model.gram, model.mean, model.itemFactors, model.image, model.evidence]
  const bytes = new Uint8Array(bodyStart + arrays.reduce((sum, array) => sum + array.byteLength, 0))
  bytes.set(new TextEncoder().encode(MAGIC))
  new DataView(bytes.buffer).setUint32(8, text.length, true)
  bytes.set(text, 12)
  let at = bodyStart
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += array.byteLength
  }
  return bytes
}

/** Throws ModelFileError for anything that `encodeHybridModel` did not write, or wrote and was cut short. */
export function decodeHybridModel(bytes: Uint8Array): HybridModel {
  if (bytes.length < 12 || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC)
    throw new ModelFileError('not a hybrid model')
  const textLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true)
  const header = parseHeader(bytes.subarray(12, 12 + textLength))
  const { factors, dims, itemIds } = header
  // copied: typed arrays need their alignment, whatever buffer the bytes came in
  const body = bytes.slice(Math.ceil((12 + textLength) / 8) * 8).buffer
  const items = itemIds.length
  const expected = 8 * (factors * factors + dims) + 4 * (items * factors + factors * dims + items)
  if (body.byteLength !== expected) throw new ModelFileError(`body has ${body.byteLength} bytes, not ${expected}`)
  let at = 0
  const float64 = (length: number) => {
    at += length * 8
    return new Float64Array(body, at - length * 8, length)
  }
  const float32 = (length: number) => {
    at += length * 4
    return new Float32Array(body, at - length * 4, length)
  }
  return {
    ...header,
    gram: float64(factors * factors),
    mean: float64(dims),
    itemFactors: float32(items * factors),
    image: float32(factors * dims),
    evidence: float32(items),
  }
}

function parseHeader(text: Uint8Array): Header {
  try {
    const { factors, dims, unobservedWeight, regularisation, itemIds } = JSON.parse(new TextDecoder().decode(text))
    if ([factors, dims, unobservedWeight, regularisation].every(Number.isFinite) && Array.isArray(itemIds))
      return { factors, dims, unobservedWeight, regularisation, itemIds }
  } catch {}
  throw new ModelFileError('its header cannot be read')
}
