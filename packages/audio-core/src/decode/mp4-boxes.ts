/** One box of an ISO base media file (ISO 14496-12). */
export interface Mp4Box {
  type: string
  /** Position of the box in the bytes it was read from. */
  at: number
  bytes: Uint8Array
  content: Uint8Array
  view: DataView
  /** The box claims more bytes than there are. */
  cut: boolean
}

/** The boxes that stand one after another in `bytes` from `from` on. Stops at what cannot be a box. */
export function* mp4Boxes(bytes: Uint8Array, from = 0): Generator<Mp4Box> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = from; at + 8 <= bytes.length; ) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const short = view.getUint32(at)
    const headerBytes = short === 1 ? 16 : 8
    if (short === 1 && at + 16 > bytes.length) return
    const size = short === 0 ? bytes.length - at : short === 1 ? Number(view.getBigUint64(at + 8)) : short
    if (size < headerBytes) return
    const box = bytes.subarray(at, at + size)
    const content = box.subarray(headerBytes)
    const contentView = new DataView(content.buffer, content.byteOffset, content.byteLength)
    yield { type, at, bytes: box, content, view: contentView, cut: at + size > bytes.length }
    at += size
  }
}

/** The first box down a path of types, such as mdia, minf, stbl. */
export function findBox(bytes: Uint8Array, ...path: string[]): Mp4Box | undefined {
  let found: Mp4Box | undefined
  let within = bytes
  for (const type of path) {
    found = undefined
    for (const box of mp4Boxes(within)) {
      if (box.type !== type) continue
      found = box
      break
    }
    if (!found) return undefined
    within = found.content
  }
  return found
}
