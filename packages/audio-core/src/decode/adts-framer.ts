import { concatBytes } from '../byte-source.ts'
import { ADTS_HEADER_BYTES, type AdtsHeader, parseAdtsHeader, sameAdtsStream } from './adts-frame.ts'

/** A first header, and one after a damage, counts only where so many more follow, each where the one before says. */
const CHAIN = 3

/** Cuts the bytes of an ADTS stream into the packets of its frames; what is no frame is passed over. */
export class AdtsFramer {
  stream: AdtsHeader | undefined
  /** Bytes were passed over, or the last frame is cut off. */
  damaged = false
  #held: Uint8Array = new Uint8Array(0)
  #synced = false

  push(bytes: Uint8Array): Uint8Array[] {
    this.#held = this.#held.length === 0 ? bytes : concatBytes([this.#held, bytes])
    return this.#take(false)
  }

  /** What only the end of the file makes certain. */
  end(): Uint8Array[] {
    const packets = this.#take(true)
    this.damaged ||= this.#held.length > 0 && !isTag(this.#held)
    return packets
  }

  #take(ended: boolean): Uint8Array[] {
    const packets: Uint8Array[] = []
    let at = 0
    while (at + ADTS_HEADER_BYTES <= this.#held.length) {
      const header = this.#headerAt(at)
      const chain = header && !this.#synced ? this.#chainAt(at, header, ended) : 'frames'
      if (chain === 'unknown') break
      if (!header || chain === 'none') {
        if (ended && isTag(this.#held.subarray(at))) break
        this.damaged ||= this.#synced || this.stream !== undefined
        this.#synced = false
        const next = this.#held.indexOf(0xff, at + 1)
        at = next < 0 ? this.#held.length : next
        continue
      }
      if (at + header.frameBytes > this.#held.length) break
      this.stream ??= header
      this.#synced = true
      packets.push(this.#held.slice(at + header.headerBytes, at + header.frameBytes))
      at += header.frameBytes
    }
    this.#held = this.#held.slice(at)
    return packets
  }

  #headerAt(at: number): AdtsHeader | undefined {
    const header = parseAdtsHeader(this.#held, at)
    return header && (!this.stream || sameAdtsStream(header, this.stream)) ? header : undefined
  }

  #chainAt(start: number, first: AdtsHeader, ended: boolean): 'frames' | 'none' | 'unknown' {
    let at = start + first.frameBytes
    for (let links = 0; links < CHAIN; links++) {
      // At the end of the file a chain that ends with it will do, even of one frame where the sound goes on.
      if (ended && at === this.#held.length && (links > 0 || this.stream)) return 'frames'
      if (at + ADTS_HEADER_BYTES > this.#held.length) return ended ? 'none' : 'unknown'
      const header = parseAdtsHeader(this.#held, at)
      if (!header || !sameAdtsStream(first, header)) return 'none'
      at += header.frameBytes
    }
    return 'frames'
  }
}

/** ID3v1 and APE tags stand behind the sound. */
function isTag(bytes: Uint8Array): boolean {
  const text = String.fromCharCode(...bytes.subarray(0, 8))
  return text.startsWith('TAG') || text === 'APETAGEX'
}
