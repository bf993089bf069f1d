import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis'
import type { PeekableSource } from '../byte-source.ts'
import { CorruptAudio } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { oggPages } from './ogg-pages.ts'
import { quietly } from './quietly.ts'
import { release } from './release.ts'

/** Vorbis in Ogg. Only pages with a right checksum reach the codec. */
export async function* decodeOggVorbis(source: PeekableSource): AsyncGenerator<Pcm> {
  const decoder = new OggVorbisDecoder()
  await decoder.ready
  let last: Pcm | undefined
  let ended = false
  try {
    for await (const page of oggPages(source)) {
      ended = page.isLast
      const pcm = await codecOutput(() => decoder.decode(page.bytes))
      if (pcm.channels.length === 0 || pcm.channels[0].length === 0) continue
      if (last) yield last
      last = pcm
      if (ended) break
    }
    const rest = await codecOutput(() => decoder.flush())
    if (rest.channels.length > 0 && rest.channels[0].length > 0) {
      if (last) yield last
      last = rest
    }
    if (!last) throw new CorruptAudio('The file looks like Ogg Vorbis, but no packet of it can be decoded.')
    yield { ...last, truncated: !ended }
  } finally {
    release(decoder)
  }
}

/** The codec works synchronously although it returns a promise. */
async function codecOutput(run: () => ReturnType<OggVorbisDecoder['decode']>): Promise<Pcm> {
  try {
    const { channelData, sampleRate } = await quietly(run)
    return { channels: channelData, sampleRateHz: sampleRate, truncated: false }
  } catch (cause) {
    throw new CorruptAudio('The Ogg Vorbis file is damaged.', { cause })
  }
}
