import type { RandomBytes } from '../byte-source.ts'
import { CorruptAudio } from '../errors.ts'
import { type Mp4Box, mp4Boxes } from './mp4-boxes.ts'

/** What tells where the sound of an MPEG-4 file is; the sound itself stays where it is. */
export interface Mp4Index {
  /** The first movie box. */
  movie: Mp4Box | undefined
  /** The movie fragment boxes, in order. */
  fragments: Mp4Box[]
  fileBytes: number
  /** The last box claims more bytes than there are. */
  cut: boolean
}

/** An hour's index has less than one MB; one of a fragment some kB. */
const MOST_INDEX_BYTES = 1 << 26
const HEADER_BYTES = 16
const WINDOW_BYTES = 1 << 16

/** @throws CorruptAudio where the index claims to be larger than any can be */
export async function readMp4Index(file: RandomBytes): Promise<Mp4Index> {
  const index: Mp4Index = { movie: undefined, fragments: [], fileBytes: file.byteLength, cut: false }
  let left = MOST_INDEX_BYTES
  let windowAt = 0
  let window = await file.read(0, WINDOW_BYTES)
  for (let at = 0; at + 8 <= file.byteLength; ) {
    if (at + HEADER_BYTES > windowAt + window.length && windowAt + window.length < file.byteLength) {
      windowAt = at
      window = await file.read(at, at + WINDOW_BYTES)
    }
    const header = boxHeader(window.subarray(at - windowAt), file.byteLength - at)
    if (!header) break
    index.cut ||= at + header.bytes > file.byteLength
    if (header.type === 'moof' || (header.type === 'moov' && !index.movie)) {
      left -= header.bytes
      if (left < 0) throw new CorruptAudio('The index of the MPEG-4 file claims to be larger than any can be.')
      const [box] = mp4Boxes(await file.read(at, at + header.bytes))
      if (header.type === 'moov') index.movie = box
      else index.fragments.push({ ...box, at })
    }
    at += header.bytes
  }
  return index
}

/** Undefined where there is no box. One of size zero reaches up to the end. */
function boxHeader(bytes: Uint8Array, left: number): { type: string; bytes: number } | undefined {
  if (bytes.length < 8) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const short = view.getUint32(0)
  if (short === 1 && bytes.length < HEADER_BYTES) return undefined
  const size = short === 0 ? left : short === 1 ? Number(view.getBigUint64(8)) : short
  if (size < (short === 1 ? HEADER_BYTES : 8)) return undefined
  return { type: String.fromCharCode(...bytes.subarray(4, 8)), bytes: size }
}
