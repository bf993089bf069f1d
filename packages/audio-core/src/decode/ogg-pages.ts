import { concatBytes } from '../byte-source.ts'
import { CorruptAudio } from '../errors.ts'

/** One page of an Ogg stream (RFC 3533), its checksum verified. */
export interface OggPage {
  /** The whole page with its header. */
  bytes: Uint8Array
  serial: number
  /** The first page of a stream, or of the next one where streams are chained. */
  isFirst: boolean
  isLast: boolean
  /** Position of the last sample that ends on this page, -1 if none does. */
  granule: number
  /** The first packet began on an earlier page. */
  continued: boolean
  /** The page's packets, or what of them lies on it; the last one goes on if `openEnded`. */
  packets: Uint8Array[]
  openEnded: boolean
}

const HEADER_BYTES = 27
const LAST_PAGE = 4
const LARGEST_PAGE_BYTES = HEADER_BYTES + 255 + 255 * 255

/** Bytes whose checksum may be computed in vain, beyond some for each byte that there is. */
const FREE_BYTES = 1 << 24
const LOOKS_PER_BYTE = 8

/**
 * The pages of the first logical stream, and of those that are chained to it, one after another. Damaged pages and
 * bytes that are no page are passed over, so that a decoder never sees what the checksum knows to be wrong.
 * @throws CorruptAudio where so much looks like pages and is none that only malice can have made it
 */
export async function* oggPages(source: AsyncIterable<Uint8Array>): AsyncGenerator<OggPage> {
  const stream = new ChainedStream()
  let held: Uint8Array = new Uint8Array(0)
  let budget = FREE_BYTES
  for await (const piece of source) {
    budget += piece.length * LOOKS_PER_BYTE
    held = concatBytes([held, piece])
    let at = 0
    for (;;) {
      at = indexOfCapture(held, at)
      const page = parsePage(held.subarray(at))
      if (page === 'incomplete' && held.length - at < LARGEST_PAGE_BYTES) break
      if (page === 'incomplete' || page === 'damaged') {
        budget -= page === 'damaged' ? pageBytes(held.subarray(at)) : 0
        if (budget < 0) throw new CorruptAudio('The Ogg file holds too much that is no page.')
        at++
        continue
      }
      if (stream.includes(page)) yield page
      at += page.bytes.length
    }
    held = held.slice(at)
  }
  const rest = salvagePage(held)
  if (rest && stream.includes(rest)) yield rest
}

/**
 * Streams that lie beside each other all begin before the sound of any does; one that begins later follows in a chain
 * (RFC 3533, section 4).
 */
class ChainedStream {
  #serial: number | undefined
  #soundBegan = false

  includes(page: OggPage): boolean {
    if (page.isFirst) {
      if (this.#serial !== undefined && !this.#soundBegan) return false
      this.#serial = page.serial
      this.#soundBegan = false
      return true
    }
    this.#serial ??= page.serial
    if (page.serial !== this.#serial) return false
    this.#soundBegan = true
    return true
  }
}

/** The whole packets of a page that the end of the file cuts off, as a page of their own. Nothing vouches for them. */
function salvagePage(bytes: Uint8Array): OggPage | undefined {
  const start = indexOfCapture(bytes, 0)
  const page = bytes.subarray(start)
  if (page.length < HEADER_BYTES || page.length < HEADER_BYTES + page[26]) return undefined
  const bodyAt = HEADER_BYTES + page[26]
  let segments = 0
  let bodyBytes = 0
  for (let i = 0, end = 0; i < page[26]; i++) {
    end += page[HEADER_BYTES + i]
    if (bodyAt + end > page.length) break
    if (page[HEADER_BYTES + i] < 255) [segments, bodyBytes] = [i + 1, end]
  }
  if (segments === 0) return undefined
  const header = page.slice(0, HEADER_BYTES + segments)
  header[5] &= ~LAST_PAGE
  header[26] = segments
  const whole = concatBytes([header, page.subarray(bodyAt, bodyAt + bodyBytes)])
  new DataView(whole.buffer).setBigInt64(6, -1n, true)
  new DataView(whole.buffer).setUint32(22, checksum(whole), true)
  const salvaged = parsePage(whole)
  return typeof salvaged === 'string' ? undefined : salvaged
}

/** Puts packets together that go on over several pages; a packet with a missing part is dropped. */
export class PacketAssembler {
  #open: Uint8Array[] | undefined

  push(page: OggPage): Uint8Array[] {
    const packets = [...page.packets]
    const whole: Uint8Array[] = []
    if (page.continued && packets.length > 0) {
      const rest = packets.shift() as Uint8Array
      const isWhole = packets.length > 0 || !page.openEnded
      this.#open?.push(rest)
      if (isWhole) {
        if (this.#open) whole.push(concatBytes(this.#open))
        this.#open = undefined
      }
      if (packets.length === 0) return whole
    } else {
      this.#open = undefined
    }
    if (page.openEnded) this.#open = [packets.pop() as Uint8Array]
    whole.push(...packets)
    return whole
  }
}

/** Where "OggS" begins, or may go on beyond the bytes. */
function indexOfCapture(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x4f, from); at >= 0; at = bytes.indexOf(0x4f, at + 1)) {
    let matching = 1
    while (matching < 4 && at + matching < bytes.length && bytes[at + matching] === CAPTURE[matching]) matching++
    if (matching === 4 || at + matching === bytes.length) return at
  }
  return bytes.length
}

const CAPTURE = [0x4f, 0x67, 0x67, 0x53]

function parsePage(bytes: Uint8Array): OggPage | 'incomplete' | 'damaged' {
  if (bytes.length < HEADER_BYTES || bytes.length < HEADER_BYTES + bytes[26]) return 'incomplete'
  const segments = bytes.subarray(HEADER_BYTES, HEADER_BYTES + bytes[26])
  const bodyAt = HEADER_BYTES + segments.length
  const length = pageBytes(bytes)
  if (bytes.length < length) return 'incomplete'
  const view = new DataView(bytes.buffer, bytes.byteOffset, length)
  const page = bytes.subarray(0, length)
  if (checksum(page) !== view.getUint32(22, true)) return 'damaged'
  return {
    bytes: page,
    serial: view.getUint32(14, true),
    continued: (bytes[5] & 1) !== 0,
    isFirst: (bytes[5] & 2) !== 0,
    isLast: (bytes[5] & LAST_PAGE) !== 0,
    granule: Number(view.getBigInt64(6, true)),
    packets: splitPackets(page.subarray(bodyAt), segments),
    openEnded: segments.at(-1) === 255,
  }
}

/** By the table of segments, which must be there. */
function pageBytes(bytes: Uint8Array): number {
  let length = HEADER_BYTES + bytes[26]
  for (let i = HEADER_BYTES; i < HEADER_BYTES + bytes[26]; i++) length += bytes[i]
  return length
}

function splitPackets(body: Uint8Array, segments: Uint8Array): Uint8Array[] {
  const packets: Uint8Array[] = []
  let start = 0
  let end = 0
  for (const [i, segment] of segments.entries()) {
    end += segment
    if (segment === 255 && i < segments.length - 1) continue
    packets.push(body.slice(start, end))
    start = end
  }
  return packets
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1
  return crc
})

/** CRC-32 of the page with its checksum field taken as zero. */
function checksum(page: Uint8Array): number {
  let crc = 0
  for (let i = 0; i < page.length; i++) {
    const byte = i >= 22 && i < 26 ? 0 : page[i]
    crc = (crc << 8) ^ CRC_TABLE[(crc >>> 24) ^ byte]
  }
  return crc >>> 0
}
