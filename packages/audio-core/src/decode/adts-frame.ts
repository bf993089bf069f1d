import { type AacConfig, RATES_HZ } from './aac-config.ts'

/** What stands before each packet of AAC in an ADTS stream (ISO 14496-3, 1.A.2.2). */
export interface AdtsHeader extends AacConfig {
  rateIndex: number
  /** 0: the packet itself says which there are. */
  channels: number
  headerBytes: number
  /** The header included. */
  frameBytes: number
  /** Packets in the frame, nearly always one. */
  packets: number
}

/** The longest header, with its checksum. */
export const ADTS_HEADER_BYTES = 9

/** Undefined where there is none, or bytes are missing. */
export function parseAdtsHeader(bytes: Uint8Array, at: number): AdtsHeader | undefined {
  if (at + 7 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1] & 0xf6) !== 0xf0) return undefined
  const rateIndex = (bytes[at + 2] >> 2) & 0xf
  const sampleRateHz = RATES_HZ[rateIndex]
  const headerBytes = bytes[at + 1] & 1 ? 7 : ADTS_HEADER_BYTES
  const frameBytes = ((bytes[at + 3] & 3) << 11) | (bytes[at + 4] << 3) | (bytes[at + 5] >> 5)
  if (!sampleRateHz || frameBytes <= headerBytes) return undefined
  return {
    type: (bytes[at + 2] >> 6) + 1,
    sampleRateHz,
    frameSamples: 1024,
    bandReplication: 'unsaid',
    rateIndex,
    channels: ((bytes[at + 2] & 1) << 2) | (bytes[at + 3] >> 6),
    headerBytes,
    frameBytes,
    packets: (bytes[at + 6] & 3) + 1,
  }
}

export function sameAdtsStream(a: AdtsHeader, b: AdtsHeader): boolean {
  return a.type === b.type && a.rateIndex === b.rateIndex && a.channels === b.channels
}
