import type { PeekableSource } from '../byte-source.ts'
import { CorruptAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { decodePcmPieces, type PcmLayout } from './pcm-pieces.ts'
import type { SampleEncoding } from './pcm-samples.ts'

/** AIFF and AIFF-C with 8 to 32-bit integers of either byte order, 32 and 64-bit floats, A-law and µ-law. */
export async function* decodeAiff(source: PeekableSource): AsyncGenerator<Pcm> {
  await source.skip(12)
  let format: Omit<PcmLayout, 'dataBytes'> | undefined
  for (;;) {
    const head = await source.peek(8 + 40)
    if (head.length < 8) throw new CorruptAudio('The aiff file ends before its sound begins.')
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
    const id = String.fromCharCode(...head.subarray(0, 4))
    const size = view.getUint32(4)
    if (id === 'SSND' && head.length >= 16) {
      if (!format) throw new CorruptAudio('The aiff file does not describe its sound before it begins.')
      const offset = view.getUint32(8)
      await source.skip(16 + offset)
      yield* decodePcmPieces(source, { ...format, dataBytes: Math.max(0, size - 8 - offset) })
      return
    }
    if (id === 'COMM') format = parseCommon(head.subarray(8, 8 + size))
    await source.skip(8 + size + (size & 1))
  }
}

function parseCommon(bytes: Uint8Array): Omit<PcmLayout, 'dataBytes'> {
  if (bytes.length < 18) throw new CorruptAudio('The common chunk of the aiff file is too short.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const compression = bytes.length >= 22 ? String.fromCharCode(...bytes.subarray(18, 22)) : 'NONE'
  return {
    channels: view.getUint16(0),
    sampleRateHz: Math.round(readExtended(view, 8)),
    encoding: sampleEncoding(compression, view.getUint16(6)),
  }
}

function sampleEncoding(compression: string, bits: number): SampleEncoding {
  const bytes = Math.ceil(bits / 8)
  const isInteger = bytes >= 1 && bytes <= 4
  switch (compression.toLowerCase()) {
    case 'none':
    case 'twos':
      if (isInteger) return { kind: 'signed', bytes, littleEndian: false }
      break
    case 'sowt':
      if (isInteger) return { kind: 'signed', bytes, littleEndian: true }
      break
    case 'fl32':
      return { kind: 'float', bytes: 4, littleEndian: false }
    case 'fl64':
      return { kind: 'float', bytes: 8, littleEndian: false }
    case 'alaw':
      return { kind: 'a-law', bytes: 1, littleEndian: false }
    case 'ulaw':
      return { kind: 'mu-law', bytes: 1, littleEndian: false }
  }
  const name = compression.replace(/[^ -~]/g, '?')
  throw new UnsupportedFormat(`The aiff file holds ${bits}-bit sound of type ${name}, which is not supported.`)
}

/** An 80-bit extended float: sign and exponent in two bytes, then a mantissa whose first bit is explicit. */
function readExtended(view: DataView, at: number): number {
  const exponent = (view.getUint16(at) & 0x7fff) - 16383
  return view.getUint32(at + 2) * 2 ** (exponent - 31) + view.getUint32(at + 6) * 2 ** (exponent - 63)
}
