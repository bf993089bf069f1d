/** What the header of a FLAC frame says (RFC 9639, section 9.1). */
export interface FlacHeader {
  headerBytes: number
  /** Samples per channel. */
  blockSamples: number
  channels: number
  /** 0 where the stream's beginning tells it. */
  sampleRateHz: number
  /** 0 where the stream's beginning tells it. */
  bitsPerSample: number
  /** Of the frame, or of its first sample where blocks differ in length. */
  number: number
  hasVariableBlocks: boolean
}

/** A header has at most so many bytes. */
export const MOST_HEADER_BYTES = 16

const RATES_HZ = [0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000]
const BITS = [0, 8, 12, undefined, 16, 20, 24, 32]

/** The header at `at`, its checksum verified, or undefined where there is none. */
export function parseFlacHeader(bytes: Uint8Array, at: number): FlacHeader | undefined {
  if (bytes[at] !== 0xff || (bytes[at + 1] & 0xfe) !== 0xf8) return undefined
  const blockCode = bytes[at + 2] >> 4
  const rateCode = bytes[at + 2] & 15
  const channelCode = bytes[at + 3] >> 4
  const bitsPerSample = BITS[(bytes[at + 3] >> 1) & 7]
  if (blockCode === 0 || rateCode === 15 || channelCode > 10 || bitsPerSample === undefined || bytes[at + 3] & 1) {
    return undefined
  }
  const number = codedNumber(bytes, at + 4)
  if (!number) return undefined
  let next = at + 4 + number.bytes
  const read = (count: number) => {
    let value = 0
    for (let i = 0; i < count; i++) value = value * 256 + (bytes[next++] ?? 0)
    return value
  }
  const blockSamples = blockCode === 6 ? read(1) + 1 : blockCode === 7 ? read(2) + 1 : blockLength(blockCode)
  const sampleRateHz =
    rateCode === 12 ? read(1) * 1000 : rateCode === 13 ? read(2) : rateCode === 14 ? read(2) * 10 : RATES_HZ[rateCode]
  if (next >= bytes.length || crc8(bytes, at, next) !== bytes[next]) return undefined
  return {
    headerBytes: next + 1 - at,
    blockSamples,
    channels: channelCode < 8 ? channelCode + 1 : 2,
    sampleRateHz,
    bitsPerSample,
    number: number.value,
    hasVariableBlocks: (bytes[at + 1] & 1) === 1,
  }
}

/** Whether two frames can belong to one stream. */
export function sameFlacStream(a: FlacHeader, b: FlacHeader): boolean {
  return a.channels === b.channels && a.sampleRateHz === b.sampleRateHz && a.bitsPerSample === b.bitsPerSample
}

/** Whether the number says that `next` comes right after `frame`. */
export function followsFlacFrame(frame: FlacHeader, next: FlacHeader): boolean {
  return next.number === frame.number + (frame.hasVariableBlocks ? frame.blockSamples : 1)
}

function blockLength(code: number): number {
  return code === 1 ? 192 : code < 6 ? 576 << (code - 2) : 256 << (code - 8)
}

/** A number of up to 36 bits, written like a character in UTF-8. */
function codedNumber(bytes: Uint8Array, at: number): { value: number; bytes: number } | undefined {
  const first = bytes[at]
  const count = first < 0x80 ? 1 : Math.clz32(~(first << 24))
  if (first === undefined || (first >= 0x80 && count < 2) || count > 7) return undefined
  let value = count === 1 ? first : first & (0x7f >> count)
  for (let i = 1; i < count; i++) {
    if ((bytes[at + i] & 0xc0) !== 0x80) return undefined
    value = value * 64 + (bytes[at + i] & 0x3f)
  }
  return { value, bytes: count }
}

function crc8(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0
  for (let i = from; i < to; i++) crc = CRC8_TABLE[crc ^ bytes[i]]
  return crc
}

const CRC8_TABLE = Uint8Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? (crc << 1) ^ 0x07 : crc << 1
  return crc
})

/** A frame's checksum with one more byte; of a whole frame, its own checksum included, it is zero. */
export function crc16Step(crc: number, byte: number): number {
  return ((crc << 8) & 0xffff) ^ CRC16_TABLE[(crc >> 8) ^ byte]
}

const CRC16_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x8005 : crc << 1
  return crc
})
