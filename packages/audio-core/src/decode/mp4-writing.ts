import { concatBytes } from '../byte-source.ts'

/** One box of an MPEG-4 file (ISO 14496-12): its size, its type and what it holds. */
export function box(type: string, ...content: Uint8Array[]): Uint8Array {
  const size = content.reduce((sum, part) => sum + part.length, 8)
  return concatBytes([u32(size), text(type), ...content])
}

/** Four bytes, most significant first. */
export function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
}

export function zeros(count: number): Uint8Array {
  return new Uint8Array(count)
}

/** A byte a character. */
export function text(value: string): Uint8Array {
  return Uint8Array.from(value, (character) => character.charCodeAt(0))
}
