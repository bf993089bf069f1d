import { concatBytes } from '../byte-source.ts'

/** What a decoder's process is told and answers: kind, two numbers and the length of what follows, four bytes each. */
export interface Frame {
  kind: number
  a: number
  b: number
  /** A copy, so that samples in it can be read in place. */
  bytes: Uint8Array
}

export const FRAME_HEADER_BYTES = 16

/** The frames in a stream, however its bytes are cut into pieces; what follows the last whole frame is dropped. */
export async function* readFrames(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let held: Uint8Array[] = []
  let length = 0
  let wanted = FRAME_HEADER_BYTES
  for await (const piece of pieces) {
    held.push(piece)
    length += piece.length
    while (length >= wanted) {
      const bytes = concatBytes(held)
      // a DataView: what was read at once need not begin or end at a multiple of four bytes
      const header = new DataView(bytes.buffer, bytes.byteOffset, FRAME_HEADER_BYTES)
      const [kind, a, b, contentBytes] = [0, 4, 8, 12].map((at) => header.getUint32(at, true))
      const end = FRAME_HEADER_BYTES + contentBytes
      wanted = end
      held = [bytes]
      if (length < end) break
      yield { kind, a, b, bytes: new Uint8Array(bytes.subarray(FRAME_HEADER_BYTES, end)) }
      held = [bytes.subarray(end)]
      length -= end
      wanted = FRAME_HEADER_BYTES
    }
  }
}
