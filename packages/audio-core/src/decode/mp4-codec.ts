import { findBox, type Mp4Box } from './mp4-boxes.ts'

/** What a decoder needs to know of a track: the rate and the packet length that it will really decode to. */
export interface Mp4Codec {
  sampleRateHz: number
  packetSamples: number
  /** A larger packet cannot be one. */
  mostPacketBytes: number
}

const ENTRY_BYTES = 28
const AAC_RATES_HZ = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350]

/** The codec of a sample description box (`stsd`); undefined where it is neither AAC-LC nor ALAC. */
export function readMp4Codec(description: Mp4Box): Mp4Codec | undefined {
  const entries = description.content.subarray(8)
  const aac = findBox(entries, 'mp4a')
  if (aac) return readAac(aac)
  const alac = findBox(entries, 'alac')
  return alac && readAlac(alac)
}

/** The "magic cookie" holds the packet length first and the sample rate last. */
function readAlac(entry: Mp4Box): Mp4Codec | undefined {
  const cookie = findBox(entry.content.subarray(ENTRY_BYTES), 'alac')
  if (!cookie || cookie.content.length < 28) return undefined
  const packetSamples = cookie.view.getUint32(4)
  if (packetSamples < 16 || packetSamples > 65536) return undefined
  const channels = cookie.content[13]
  const mostPacketBytes = packetSamples * channels * 4 + 1024
  return { packetSamples, sampleRateHz: cookie.view.getUint32(24), mostPacketBytes }
}

/** The AudioSpecificConfig (ISO 14496-3): five bits of object type, four of rate. */
function readAac(entry: Mp4Box): Mp4Codec | undefined {
  const set =
    findBox(entry.content.subarray(ENTRY_BYTES), 'esds') ?? findBox(entry.content.subarray(ENTRY_BYTES), 'wave', 'esds')
  const config = set && decoderSpecificInfo(set.content.subarray(4))
  if (!config || config.length < 2) return undefined
  const bits = new DataView(config.buffer, config.byteOffset, config.byteLength)
  if (bits.getUint8(0) >> 3 !== AAC_LC) return undefined
  const index = (bits.getUint16(0) >> 7) & 15
  const base = { packetSamples: 1024, mostPacketBytes: MOST_AAC_BYTES }
  if (index !== 15) return AAC_RATES_HZ[index] ? { ...base, sampleRateHz: AAC_RATES_HZ[index] } : undefined
  if (config.length < 5) return undefined
  return { ...base, sampleRateHz: (bits.getUint32(1) >>> 7) & 0xffffff }
}

/** The others, such as HE-AAC (5 and 29), are left to ffmpeg: their core alone would be half of the sound. */
const AAC_LC = 2
/** 6144 bits a channel, 48 channels. */
const MOST_AAC_BYTES = 36_864

const TAG = { stream: 3, decoder: 4, specific: 5 }

/** Descriptors nest, each with a tag and a length of up to four bytes of seven bits. */
function decoderSpecificInfo(bytes: Uint8Array): Uint8Array | undefined {
  let at = 0
  while (at + 2 <= bytes.length) {
    const tag = bytes[at++]
    let length = 0
    for (let i = 0; i < 4; i++) {
      const byte = bytes[at++]
      length = (length << 7) | (byte & 0x7f)
      if (!(byte & 0x80)) break
    }
    if (tag === TAG.specific) return bytes.subarray(at, at + length)
    if (tag === TAG.stream) at += 3 + streamFields(bytes[at + 2])
    else if (tag === TAG.decoder) at += 13
    else at += length
  }
  return undefined
}

/** Optional fields of a stream descriptor. One that carries an address points out of the file; then nothing is found. */
function streamFields(flags: number): number {
  return (flags & 0x80 ? 2 : 0) + (flags & 0x20 ? 2 : 0)
}
