import type { ByteRange } from '../storage/storage.ts'

/** What to answer to a Range header: everything (200), a part (206), or that there is no such part (416). */
export type RangeAnswer = { kind: 'whole' } | { kind: 'part'; range: ByteRange } | { kind: 'unsatisfiable' }

const WHOLE: RangeAnswer = { kind: 'whole' }
const UNSATISFIABLE: RangeAnswer = { kind: 'unsatisfiable' }
const SINGLE_RANGE = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i

/**
 * Reads a Range header against a file of `sizeBytes`, as RFC 9110 section 14 says. A header that is malformed or in
 * another unit is ignored. Several ranges are answered with the whole file, which the RFC allows and no player asks for.
 */
export function byteRange(header: string | undefined, sizeBytes: number): RangeAnswer {
  const match = header === undefined ? null : SINGLE_RANGE.exec(header)
  if (!match) return WHOLE
  const [, first, last] = match
  if (first === '' && last === '') return WHOLE
  if (first === '') return suffix(Number(last), sizeBytes)
  const start = Number(first)
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (last !== '' && Number(last) < start) return WHOLE // malformed, not unsatisfiable
  return start < sizeBytes ? { kind: 'part', range: { start, end } } : UNSATISFIABLE
}

/** `bytes=-500`: the last 500 bytes, or all where there are fewer. */
function suffix(lengthBytes: number, sizeBytes: number): RangeAnswer {
  if (lengthBytes === 0 || sizeBytes === 0) return UNSATISFIABLE
  return { kind: 'part', range: { start: Math.max(0, sizeBytes - lengthBytes), end: sizeBytes - 1 } }
}
