import type { PeekableSource } from '../byte-source.ts'
import { type Pcm, sampleCount } from '../pcm.ts'
import { FlacCodec } from './flac-codec.ts'
import { parseFlacHeader } from './flac-frame.ts'
import type { FlacFrame } from './flac-framer.ts'
import { decodeOggLinks, type OggCodec } from './ogg-links.ts'
import { type OggPage, PacketAssembler } from './ogg-pages.ts'

/** FLAC in Ogg (RFC 9639, section 10.1): every packet after the headers is a frame. */
export function decodeOggFlac(source: PeekableSource): AsyncGenerator<Pcm> {
  return decodeOggLinks(source, () => new OggFlacCodec())
}

class OggFlacCodec implements OggCodec {
  #codec = new FlacCodec()
  #assembler = new PacketAssembler()
  #decoded = 0

  async *decode(page: OggPage): AsyncGenerator<Pcm> {
    const frames = this.#assembler.push(page).flatMap(frameOf)
    // the last page's position says where the sound ends within the last frame
    const end = page.isLast && page.granule > this.#decoded ? page.granule : Number.POSITIVE_INFINITY
    for await (const pcm of this.#codec.decode(frames)) {
      const channels = pcm.channels.map((samples) => samples.subarray(0, Math.max(0, end - this.#decoded)))
      this.#decoded += sampleCount(pcm)
      yield { ...pcm, channels }
    }
  }

  async *flush(): AsyncGenerator<Pcm> {}

  free(): void {
    this.#codec.free()
  }
}

/** Nothing for a header packet. */
function frameOf(packet: Uint8Array): FlacFrame[] {
  const header = parseFlacHeader(packet, 0)
  return header ? [{ bytes: packet, header }] : []
}
