import type { PeekableSource } from '../byte-source.ts'
import { CorruptAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { decodePcmPieces, type PcmLayout } from './pcm-pieces.ts'
import type { SampleEncoding } from './pcm-samples.ts'

const FORMAT_TAG = { pcm: 1, float: 3, aLaw: 6, muLaw: 7, extensible: 0xfffe }
/** What recorders write while they do not know the length yet, and what RF64 writes always. */
const UNKNOWN_LENGTH = 0xffffffff

/** RIFF and RF64 with 8 to 32-bit integers, 32 and 64-bit floats, A-law and µ-law, plain or extensible. */
export async function* decodeWav(source: PeekableSource): AsyncGenerator<Pcm> {
  await source.skip(12)
  let format: Omit<PcmLayout, 'dataBytes'> | undefined
  for (;;) {
    const head = await source.peek(8 + 40)
    if (head.length < 8) throw new CorruptAudio('The wav file ends before its sound begins.')
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
    const id = String.fromCharCode(...head.subarray(0, 4))
    const size = view.getUint32(4, true)
    if (id === 'data') {
      if (!format) throw new CorruptAudio('The wav file has no format chunk before its sound.')
      await source.skip(8)
      yield* decodePcmPieces(source, {
        ...format,
        dataBytes: size === UNKNOWN_LENGTH ? Number.POSITIVE_INFINITY : size,
      })
      return
    }
    if (id === 'fmt ') format = parseFormat(head.subarray(8, 8 + size))
    await source.skip(8 + size + (size & 1))
  }
}

function parseFormat(bytes: Uint8Array): Omit<PcmLayout, 'dataBytes'> {
  if (bytes.length < 16) throw new CorruptAudio('The format chunk of the wav file is too short.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const outerTag = view.getUint16(0, true)
  const tag = outerTag === FORMAT_TAG.extensible && bytes.length >= 26 ? view.getUint16(24, true) : outerTag
  const bits = view.getUint16(14, true)
  const channels = view.getUint16(2, true)
  return { channels, sampleRateHz: view.getUint32(4, true), encoding: sampleEncoding(tag, bits) }
}

function sampleEncoding(tag: number, bits: number): SampleEncoding {
  const bytes = Math.ceil(bits / 8)
  if (tag === FORMAT_TAG.pcm && bytes >= 1 && bytes <= 4) {
    return { kind: bytes === 1 ? 'unsigned' : 'signed', bytes, littleEndian: true }
  }
  if (tag === FORMAT_TAG.float && (bits === 32 || bits === 64)) return { kind: 'float', bytes, littleEndian: true }
  if (tag === FORMAT_TAG.aLaw && bits === 8) return { kind: 'a-law', bytes, littleEndian: true }
  if (tag === FORMAT_TAG.muLaw && bits === 8) return { kind: 'mu-law', bytes, littleEndian: true }
  throw new UnsupportedFormat(
    `The wav file holds ${bits}-bit sound of type 0x${tag.toString(16)}, which is not supported.`,
  )
}
