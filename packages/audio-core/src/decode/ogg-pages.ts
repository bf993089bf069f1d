import { concatBytes } from '../byte-source.ts'

/** One page of an Ogg stream (RFC 3533), its checksum verified. */
export interface OggPage {
  /** The whole page with its header. */
  bytes: Uint8Array
  serial: number
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

/**
 * The pages of the first logical stream. Damaged pages and bytes that are no page are passed over, so that a decoder
 * never sees what the checksum knows to be wrong.
 */
export async function* oggPages(source: AsyncIterable<Uint8Array>): AsyncGenerator<OggPage> {
  let held: Uint8Array = new Uint8Array(0)
  let serial: number | undefined
  for await (const piece of source) {
    held = concatBytes([held, piece])
    let at = 0
    for (;;) {
      at = indexOfCapture(held, at)
      const page = parsePage(held.subarray(at))
      if (page === 'incomplete' && held.length - at < LARGEST_PAGE_BYTES) break
      if (page === 'incomplete' || page === 'damaged') {
        at++
        continue
      }
      serial ??= page.serial
      if (page.serial === serial) yield page
      at += page.bytes.length
    }
    held = held.slice(at)
  }
  const rest = salvagePage(held)
  if (rest && (serial === undefined || rest.serial === serial)) yield rest
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

function indexOfCapture(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x4f, from); at >= 0; at = bytes.indexOf(0x4f, at + 1)) {
    const follows = [0x67, 0x67, 0x53].every((byte, i) => at + 1 + i >= bytes.length || bytes[at + 1 + i] === byte)
    if (follows) return at
  }
  return bytes.length
}

function parsePage(bytes: Uint8Array): OggPage | 'incomplete' | 'damaged' {
  if (bytes.length < HEADER_BYTES || bytes.length < HEADER_BYTES + bytes[26]) return 'incomplete'
  const segments = bytes.subarray(HEADER_BYTES, HEADER_BYTES + bytes[26])
  const bodyAt = HEADER_BYTES + segments.length
  const pageBytes = bodyAt + segments.reduce((sum, segment) => sum + segment, 0)
  if (bytes.length < pageBytes) return 'incomplete'
  const view = new DataView(bytes.buffer, bytes.byteOffset, pageBytes)
  const page = bytes.subarray(0, pageBytes)
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
