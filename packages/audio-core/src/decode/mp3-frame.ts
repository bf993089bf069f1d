/** What the four bytes at the beginning of an MPEG audio frame say (ISO 11172-3, ISO 13818-3, and the 2.5 extension). */
export interface Mp3Header {
  version: 1 | 2 | 2.5
  layer: 1 | 2 | 3
  sampleRateHz: number
  channels: 1 | 2
  /** Header included. 0 where the frame does not tell ("free format"). */
  frameBytes: number
  /** Samples per channel. */
  frameSamples: number
}

const KBITS: Record<string, number[]> = {
  '1.1': [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1.2': [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1.3': [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2.1': [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2.2': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
KBITS['2.3'] = KBITS['2.2']

const VERSIONS = [2.5, undefined, 2, 1] as const
const LAYERS = [undefined, 3, 2, 1] as const
const RATES_HZ = { 1: [44100, 48000, 32000], 2: [22050, 24000, 16000], 2.5: [11025, 12000, 8000] }

/** The header at `at`, or undefined where there is none. */
export function parseMp3Header(bytes: Uint8Array, at: number): Mp3Header | undefined {
  if (bytes[at] !== 0xff || (bytes[at + 1] & 0xe0) !== 0xe0 || at + 4 > bytes.length) return undefined
  const version = VERSIONS[(bytes[at + 1] >> 3) & 3]
  const layer = LAYERS[(bytes[at + 1] >> 1) & 3]
  if (!version || !layer) return undefined
  const kbits = KBITS[`${version === 1 ? 1 : 2}.${layer}`][bytes[at + 2] >> 4]
  const sampleRateHz = RATES_HZ[version][(bytes[at + 2] >> 2) & 3]
  const emphasis = bytes[at + 3] & 3
  if (kbits === undefined || sampleRateHz === undefined || emphasis === 2) return undefined
  const frameSamples = layer === 1 ? 384 : layer === 3 && version !== 1 ? 576 : 1152
  const slotBytes = layer === 1 ? 4 : 1
  const slots = Math.floor((frameSamples * kbits * 125) / sampleRateHz / slotBytes) + ((bytes[at + 2] >> 1) & 1)
  const channels = bytes[at + 3] >> 6 === 3 ? 1 : 2
  return { version, layer, sampleRateHz, channels, frameSamples, frameBytes: kbits === 0 ? 0 : slots * slotBytes }
}

/** Whether two frames can belong to one stream. */
export function sameStream(a: Mp3Header, b: Mp3Header): boolean {
  return a.version === b.version && a.layer === b.layer && a.sampleRateHz === b.sampleRateHz
}

/** The number of frames that an encoder's Xing or Info frame announces, itself not counted. */
export function announcedFrames(frame: Uint8Array, header: Mp3Header): number | undefined {
  const sideInfoBytes = header.version === 1 ? (header.channels === 1 ? 17 : 32) : header.channels === 1 ? 9 : 17
  const at = 4 + sideInfoBytes
  if (frame.length < at + 12) return undefined
  const name = String.fromCharCode(...frame.subarray(at, at + 4))
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const hasCount = (view.getUint32(at + 4) & 1) === 1
  return (name === 'Xing' || name === 'Info') && hasCount ? view.getUint32(at + 8) : undefined
}
