/** What an AudioSpecificConfig (ISO 14496-3) says about a track's sound. */
export interface AacConfig {
  /** Object type, such as `AAC_TYPE.lowComplexity`. */
  type: number
  /** Of what the core decodes to. */
  sampleRateHz: number
  frameSamples: 1024 | 960
  /** Whether spectral band replication brings the upper half of the sound (HE-AAC); it may also be there unsaid. */
  bandReplication: 'yes' | 'no' | 'unsaid'
}

export const AAC_TYPE = { lowComplexity: 2, bandReplication: 5, parametricStereo: 29 } as const

const TYPE_NAMES: Record<number, string> = {
  1: 'AAC Main',
  2: 'AAC-LC',
  3: 'AAC SSR',
  4: 'AAC LTP',
  5: 'HE-AAC',
  23: 'AAC-LD',
  29: 'HE-AAC v2',
  39: 'AAC-ELD',
  42: 'xHE-AAC',
}
/** By the index that stands for them. */
export const RATES_HZ = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350]
const RATE_FOLLOWS = 15
const TYPE_FOLLOWS = 31
/** Stands before an extension that old decoders skip. */
const EXTENSION_SYNC = 0x2b7

/** What listeners call it. */
export function aacName({ type, bandReplication, frameSamples }: AacConfig): string {
  if (bandReplication === 'yes' && type === AAC_TYPE.lowComplexity) return TYPE_NAMES[AAC_TYPE.bandReplication]
  const name = TYPE_NAMES[type] ?? `MPEG-4 audio of type ${type}`
  return frameSamples === 1024 ? name : `${name} in frames of ${frameSamples} samples`
}

/** No half of a sound has more. */
const MOST_HALF_RATE_HZ = 24_000

/** Whether this may be the lower half only of a sound whose other half old decoders leave out (HE-AAC, unsaid). */
export function mayBeHalf({ sampleRateHz, bandReplication }: AacConfig): boolean {
  return bandReplication === 'unsaid' && sampleRateHz <= MOST_HALF_RATE_HZ
}

/** Undefined where the rate is none. */
export function readAacConfig(bytes: Uint8Array): AacConfig | undefined {
  const bits = new BitReader(bytes)
  const type = readType(bits)
  const sampleRateHz = readRate(bits)
  if (!sampleRateHz) return undefined
  bits.read(4) // channels
  if (type === AAC_TYPE.bandReplication || type === AAC_TYPE.parametricStereo) {
    return { type, sampleRateHz, frameSamples: 1024, bandReplication: 'yes' }
  }
  const frameSamples = bits.read(1) === 1 ? 960 : 1024
  return { type, sampleRateHz, frameSamples, bandReplication: extensionOf(bits) }
}

function readType(bits: BitReader): number {
  const type = bits.read(5)
  return type === TYPE_FOLLOWS ? 32 + bits.read(6) : type
}

function readRate(bits: BitReader): number | undefined {
  const index = bits.read(4)
  return index === RATE_FOLLOWS ? bits.read(24) : RATES_HZ[index]
}

/** Between the core's configuration, whose length varies, and the extension there is nothing that looks like it. */
function extensionOf(bits: BitReader): AacConfig['bandReplication'] {
  for (; bits.left >= 17; bits.read(1)) {
    if (bits.peek(16) !== ((EXTENSION_SYNC << 5) | AAC_TYPE.bandReplication)) continue
    bits.read(16)
    return bits.read(1) === 1 ? 'yes' : 'no'
  }
  return 'unsaid'
}

/** Most significant bit first; zeros behind the end. */
class BitReader {
  #at = 0

  constructor(readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length * 8 - this.#at
  }

  peek(count: number): number {
    let value = 0
    for (let at = this.#at; at < this.#at + count; at++) {
      value = value * 2 + (((this.bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1)
    }
    return value
  }

  read(count: number): number {
    const value = this.peek(count)
    this.#at += count
    return value
  }
}
