import { UnsupportedFormat } from '../errors.ts'
import { AAC_TYPE, aacName, mayBeHalf, readAacConfig } from './aac-config.ts'
import { findBox, type Mp4Box } from './mp4-boxes.ts'

/** What a decoder needs to know of a track: the rate and the packet length that it will really decode to. */
export interface Mp4Codec {
  sampleRateHz: number
  packetSamples: number
  /** A larger packet cannot be one. */
  mostPacketBytes: number
  /** That may be the lower half only of a sound whose other half old decoders leave out (HE-AAC). */
  mayBeHalf: boolean
}

const ENTRY_BYTES = 28

/**
 * The codec of a sample description box (`stsd`).
 * @throws UnsupportedFormat, by its name where it has one, for any but AAC-LC and ALAC
 */
export function readMp4Codec(description: Mp4Box | undefined): Mp4Codec {
  const entries = description?.content.subarray(8) ?? new Uint8Array(0)
  const aac = findBox(entries, 'mp4a')
  const alac = findBox(entries, 'alac')
  const codec = aac ? readAac(aac) : alac && readAlac(alac)
  if (!codec) throw new UnsupportedFormat('The MPEG-4 file holds sound that is neither AAC-LC nor ALAC.')
  return codec
}

/** The "magic cookie" holds the packet length first and the sample rate last. */
function readAlac(entry: Mp4Box): Mp4Codec | undefined {
  const cookie = findBox(entry.content.subarray(ENTRY_BYTES), 'alac')
  if (!cookie || cookie.content.length < 28) return undefined
  const packetSamples = cookie.view.getUint32(4)
  if (packetSamples < 16 || packetSamples > 65536) return undefined
  const channels = cookie.content[13]
  const mostPacketBytes = packetSamples * channels * 4 + 1024
  return { packetSamples, sampleRateHz: cookie.view.getUint32(24), mostPacketBytes, mayBeHalf: false }
}

/** 6144 bits a channel, 48 channels. */
const MOST_AAC_BYTES = 36_864

function readAac(entry: Mp4Box): Mp4Codec | undefined {
  const set =
    findBox(entry.content.subarray(ENTRY_BYTES), 'esds') ?? findBox(entry.content.subarray(ENTRY_BYTES), 'wave', 'esds')
  const specific = set && decoderSpecificInfo(set.content.subarray(4))
  const config = specific && readAacConfig(specific)
  if (!config) return undefined
  const { type, sampleRateHz, frameSamples, bandReplication } = config
  if (type !== AAC_TYPE.lowComplexity || frameSamples !== 1024 || bandReplication === 'yes')
    throw new UnsupportedFormat(`The MPEG-4 file holds ${aacName(config)}, not AAC-LC.`)
  return {
    sampleRateHz,
    packetSamples: frameSamples,
    mostPacketBytes: MOST_AAC_BYTES,
    mayBeHalf: mayBeHalf(config),
  }
}

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
