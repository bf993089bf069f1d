/** How one sample is written. 8-bit integers are unsigned in wav and signed in aiff. */
export interface SampleEncoding {
  kind: 'unsigned' | 'signed' | 'float' | 'a-law' | 'mu-law'
  bytes: number
  littleEndian: boolean
}

/** Interleaved whole frames → one array per channel, full scale at 1. */
export function readPcmFrames(bytes: Uint8Array, encoding: SampleEncoding, channels: number): Float32Array[] {
  const frames = Math.floor(bytes.length / (encoding.bytes * channels))
  const words = encoding.kind === 'signed' && encoding.bytes === 2 && wordsOf(bytes, encoding.littleEndian)
  const read = sampleReader(bytes, encoding)
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames)
    if (words) {
      for (let i = 0, at = channel; i < frames; i++, at += channels) samples[i] = words[at] / 0x8000
      return samples
    }
    let at = channel * encoding.bytes
    const step = channels * encoding.bytes
    for (let i = 0; i < frames; i++, at += step) samples[i] = read(at)
    return samples
  })
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** The commonest encoding as an array of its own, which is read several times as fast; undefined in the other byte order. */
function wordsOf(bytes: Uint8Array, littleEndian: boolean): Int16Array | undefined {
  if (littleEndian !== IS_LITTLE_ENDIAN) return undefined
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice()
  return new Int16Array(aligned.buffer, aligned.byteOffset, bytes.length >> 1)
}

function sampleReader(bytes: Uint8Array, { kind, bytes: width, littleEndian }: SampleEncoding): (at: number) => number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (kind) {
    case 'a-law':
      return (at) => aLaw(bytes[at])
    case 'mu-law':
      return (at) => muLaw(bytes[at])
    case 'unsigned':
      return (at) => (bytes[at] - 128) / 128
    case 'float':
      return width === 8 ? (at) => view.getFloat64(at, littleEndian) : (at) => view.getFloat32(at, littleEndian)
    case 'signed':
      return signedReader(view, width, littleEndian)
  }
}

function signedReader(view: DataView, width: number, littleEndian: boolean): (at: number) => number {
  if (width === 1) return (at) => view.getInt8(at) / 0x80
  if (width === 2) return (at) => view.getInt16(at, littleEndian) / 0x8000
  if (width === 4) return (at) => view.getInt32(at, littleEndian) / 0x80000000
  const [low, high] = littleEndian ? [0, 1] : [2, 0]
  return (at) => ((view.getInt16(at + high, littleEndian) << 8) | view.getUint8(at + low)) / 0x800000
}

/** ITU-T G.711. */
function aLaw(code: number): number {
  const bits = code ^ 0x55
  const exponent = (bits >> 4) & 7
  const mantissa = ((bits & 15) << 4) + 8
  const size = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1)
  return (bits & 0x80 ? size : -size) / 0x8000
}

function muLaw(code: number): number {
  const bits = ~code & 0xff
  const size = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132
  return (bits & 0x80 ? -size : size) / 0x8000
}
