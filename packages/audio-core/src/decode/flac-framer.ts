import { concatBytes } from '../byte-source.ts'
import { CorruptAudio } from '../errors.ts'
import {
  crc16Step,
  type FlacHeader,
  followsFlacFrame,
  MOST_HEADER_BYTES,
  parseFlacHeader,
  sameFlacStream,
} from './flac-frame.ts'

export interface FlacFrame {
  bytes: Uint8Array
  header: FlacHeader
}

/** Bytes that may be looked at in vain, beyond some for each byte that there is: so damage costs time only in proportion. */
const FREE_BYTES = 1 << 24
const LOOKS_PER_BYTE = 8
const TAG_BYTES = 128

/**
 * Cuts a native FLAC stream into the frames whose checksums are right; a damaged frame is passed over. A frame ends
 * where its checksum comes out and another one begins, or the file ends.
 */
export class FlacFramer {
  stream: FlacHeader | undefined
  #held: Uint8Array = new Uint8Array(0)
  #frame: FlacHeader | undefined
  /** How far the open frame was looked at, from its beginning, and its checksum up to there. */
  #looked = 0
  #crc = 0
  #budget = FREE_BYTES

  push(bytes: Uint8Array): FlacFrame[] {
    this.#budget += bytes.length * LOOKS_PER_BYTE
    this.#held = this.#held.length === 0 ? bytes : concatBytes([this.#held, bytes])
    return this.#take(false)
  }

  /** What only the end of the file makes certain. */
  end(): FlacFrame[] {
    if (endsInTag(this.#held)) {
      this.#held = this.#held.subarray(0, -TAG_BYTES)
      if (this.#frame) this.#open(this.#frame)
    }
    return this.#take(true)
  }

  #take(ended: boolean): FlacFrame[] {
    const frames: FlacFrame[] = []
    let at = 0
    for (;;) {
      if (!this.#frame) {
        const start = this.#findHeader(at, ended)
        at = start.at
        if (!start.header) break
        this.#open(start.header)
      }
      const frame = this.#frame as FlacHeader
      const outcome = this.#findEnd(at, frame, ended)
      if (outcome === 'unknown') break
      if (outcome === 'none') {
        this.#frame = undefined
        at++
        continue
      }
      if (outcome.isWhole) {
        this.stream ??= frame
        frames.push({ bytes: this.#held.subarray(at, outcome.end), header: frame })
      }
      at = outcome.end
      this.#frame = undefined
    }
    this.#held = this.#held.slice(at)
    return frames
  }

  #open(header: FlacHeader): void {
    this.#frame = header
    this.#looked = 0
    this.#crc = 0
  }

  #findHeader(from: number, ended: boolean): { at: number; header: FlacHeader | undefined } {
    const last = ended ? this.#held.length : this.#held.length - MOST_HEADER_BYTES
    for (let at = this.#held.indexOf(0xff, from); at >= 0 && at < last; at = this.#held.indexOf(0xff, at + 1)) {
      const header = parseFlacHeader(this.#held, at)
      if (header && (!this.stream || sameFlacStream(header, this.stream))) return { at, header }
    }
    return { at: Math.max(from, last), header: undefined }
  }

  /** Where the frame at `start` ends, and whether its checksum says that all of it is right. */
  #findEnd(start: number, frame: FlacHeader, ended: boolean): { end: number; isWhole: boolean } | 'unknown' | 'none' {
    const held = this.#held
    const mostBytes = frame.blockSamples * frame.channels * 5 + 64
    const last = ended ? held.length : held.length - MOST_HEADER_BYTES
    const limit = Math.min(last, start + mostBytes)
    const from = start + this.#looked
    let crc = this.#crc
    let at = from
    for (; at < limit; at++) {
      if (held[at] === 0xff && at > start + frame.headerBytes) {
        const next = parseFlacHeader(held, at)
        if (next && sameFlacStream(next, frame)) {
          const isWhole = crc === 0
          if (isWhole || (this.stream && followsFlacFrame(frame, next))) return { end: at, isWhole }
        }
      }
      crc = crc16Step(crc, held[at])
    }
    this.#budget -= at - from
    if (this.#budget < 0) throw new CorruptAudio('The flac file holds too much that is no frame.')
    this.#looked = at - start
    this.#crc = crc
    if (at === start + mostBytes) return 'none'
    if (!ended) return 'unknown'
    return crc === 0 && at === held.length ? { end: at, isWhole: true } : 'none'
  }
}

/** ID3v1 at the end of the file. */
function endsInTag(bytes: Uint8Array): boolean {
  const at = bytes.length - TAG_BYTES
  return at >= 0 && bytes[at] === 0x54 && bytes[at + 1] === 0x41 && bytes[at + 2] === 0x47
}
