import { type Mp3Header, parseMp3Header, sameStream } from './mp3-frame.ts'

/** So many headers in a row, each where the one before says, are no chance: about one in 10¹³ places of random bytes. */
const CHAIN = 4

export interface Mp3Place {
  /** Where the first frame of a chain begins; without a frame, from where on more bytes could still show one. */
  at: number
  frame: Mp3Header | undefined
}

/**
 * The first chain of frames from `from` on. When the bytes have `ended`, a chain of two whole frames up to their end
 * will do, since a short file has no more.
 */
export function findMp3Frames(bytes: Uint8Array, { from, ended }: { from: number; ended: boolean }): Mp3Place {
  for (let at = from; at + 4 <= bytes.length; at++) {
    if (bytes[at] !== 0xff) continue
    const chain = chainAt(bytes, at, ended)
    if (chain === 'unknown') return { at, frame: undefined }
    if (chain === 'frames') return { at, frame: parseMp3Header(bytes, at) }
  }
  return { at: ended ? bytes.length : Math.max(from, bytes.length - 3), frame: undefined }
}

function chainAt(bytes: Uint8Array, start: number, ended: boolean): 'frames' | 'none' | 'unknown' {
  const first = parseMp3Header(bytes, start)
  if (!first) return 'none'
  let at = start
  for (let links = 0; links < CHAIN; links++) {
    if (at + 4 > bytes.length) return ended ? (links >= 2 ? 'frames' : 'none') : 'unknown'
    const header = parseMp3Header(bytes, at)
    if (!header || header.frameBytes === 0 || !sameStream(first, header)) return 'none'
    at += header.frameBytes
  }
  return 'frames'
}
