import { NO_LINKS } from './companions/companion-links.ts'
import type { HybridModel } from './hybrid-model.ts'

export class ModelFileError extends Error {
  readonly code = 'MODEL_FILE'
}

const MAGIC = 'SEGUEHM2'
/** Had no links. */
const EARLIER_MAGIC = 'SEGUEHM1'

interface Header {
  factors: number
  dims: number
  unobservedWeight: number
  regularisation: number
  itemIds: readonly string[]
  companionWeight: number
  links: number
}

/**
 * `SEGUEHM2`, header length (uint32), JSON header padded to 8 bytes, then little-endian arrays: gram and mean (Float64),
 * item factors, image, evidence and the links' weights (Float32), where the links start and what they lead to (Int32).
 */
export function encodeHybridModel(model: HybridModel): Uint8Array {
  const { factors, dims, unobservedWeight, regularisation, itemIds, companionWeight, companions } = model
  const links = companions.items.length
  const header: Header = { factors, dims, unobservedWeight, regularisation, itemIds, companionWeight, links }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const bodyStart = Math.ceil((12 + text.length) / 8) * 8
  const { gram, mean, itemFactors, image, evidence } = model
  const arrays = [gram, mean, itemFactors, image, evidence, companions.weights, companions.starts, companions.items]
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
  const magic = new TextDecoder().decode(bytes.subarray(0, 8))
  if (bytes.length < 12 || (magic !== MAGIC && magic !== EARLIER_MAGIC)) throw new ModelFileError('not a hybrid model')
  const textLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true)
  const header = parseHeader(bytes.subarray(12, 12 + textLength))
  const { factors, dims, itemIds, links, ...rest } = header
  // copied: typed arrays need their alignment, whatever buffer the bytes came in
  const body = bytes.slice(Math.ceil((12 + textLength) / 8) * 8).buffer
  const items = itemIds.length
  const linkNumbers = magic === MAGIC ? 2 * links + items + 1 : 0
  const expected = 8 * (factors * factors + dims) + 4 * (items * factors + factors * dims + items + linkNumbers)
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
  const int32 = (length: number) => {
    at += length * 4
    return new Int32Array(body, at - length * 4, length)
  }
  const model = {
    ...{ factors, dims, itemIds, ...rest },
    gram: float64(factors * factors),
    mean: float64(dims),
    itemFactors: float32(items * factors),
    image: float32(factors * dims),
    evidence: float32(items),
  }
  if (linkNumbers === 0) return { ...model, companions: { ...NO_LINKS, starts: new Int32Array(items + 1) } }
  const weights = float32(links)
  return { ...model, companions: { weights, starts: int32(items + 1), items: int32(links) } }
}

function parseHeader(text: Uint8Array): Header {
  try {
    const { itemIds, ...numbers } = JSON.parse(new TextDecoder().decode(text))
    const { factors, dims, unobservedWeight, regularisation, companionWeight = 0, links = 0 } = numbers
    const known = { factors, dims, unobservedWeight, regularisation, companionWeight, links }
    if (Object.values(known).every(Number.isFinite) && Array.isArray(itemIds)) return { ...known, itemIds }
  } catch {}
  throw new ModelFileError('its header cannot be read')
}
