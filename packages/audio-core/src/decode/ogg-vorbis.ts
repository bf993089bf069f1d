import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis'
import type { PeekableSource } from '../byte-source.ts'
import { CorruptAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { decodeOggLinks, type OggCodec } from './ogg-links.ts'
import type { OggPage } from './ogg-pages.ts'
import { quietly } from './quietly.ts'
import { release } from './release.ts'

/** Vorbis in Ogg. Only pages with a right checksum reach the codec. */
export function decodeOggVorbis(source: PeekableSource): AsyncGenerator<Pcm> {
  return decodeOggLinks(source, () => new VorbisCodec())
}

/** A page holds at most 255 packets of 4096 samples a channel, so this bounds what one page can become. */
const MOST_CHANNELS = 8

class VorbisCodec implements OggCodec {
  #decoder = new OggVorbisDecoder()

  async *decode(page: OggPage): AsyncGenerator<Pcm> {
    if (page.isFirst) demandFewChannels(page.packets[0])
    await this.#decoder.ready
    yield await codecOutput(() => this.#decoder.decode(page.bytes))
  }

  async *flush(): AsyncGenerator<Pcm> {
    yield await codecOutput(() => this.#decoder.flush())
  }

  free(): void {
    release(this.#decoder)
  }
}

function demandFewChannels(identification: Uint8Array | undefined): void {
  const channels = identification?.[11] ?? 0
  if (channels > MOST_CHANNELS) throw new UnsupportedFormat(`Ogg Vorbis with ${channels} channels is not supported.`)
}

/** The codec works synchronously although it returns a promise. */
async function codecOutput(run: () => ReturnType<OggVorbisDecoder['decode']>): Promise<Pcm> {
  try {
    const { channelData, sampleRate } = await quietly(run)
    const channels = channelData.length > 0 ? channelData : [new Float32Array(0)]
    return { channels, sampleRateHz: sampleRate, truncated: false }
  } catch (cause) {
    throw new CorruptAudio('The Ogg Vorbis file is damaged.', { cause })
  }
}
