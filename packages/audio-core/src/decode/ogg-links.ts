import type { PeekableSource } from '../byte-source.ts'
import { CorruptAudio } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { markLast } from './mark-last.ts'
import { type OggPage, oggPages } from './ogg-pages.ts'
import { SoundConformer } from './sound-conformer.ts'

/** Decodes one logical stream of an Ogg file. */
export interface OggCodec {
  decode(page: OggPage): AsyncGenerator<Pcm>
  /** What is left once no page follows. */
  flush(): AsyncGenerator<Pcm>
  free(): void
}

/** Each costs a codec of its own. A day of radio with a song a minute has fewer. */
const MOST_LINKS = 2000

/**
 * An Ogg file of one stream or of several in a chain, as radio stations and `cat` make them. The later ones are made
 * like the first, should their rate or their channels differ.
 * @param createCodec called for every stream
 */
export async function* decodeOggLinks(source: PeekableSource, createCodec: () => OggCodec): AsyncGenerator<Pcm> {
  const conformer = new SoundConformer()
  let codec: OggCodec | undefined
  let ended = false
  let links = 0
  const decodeLinks = async function* () {
    for await (const page of oggPages(source)) {
      if (codec && page.isFirst) {
        yield* conformer.conform(codec.flush())
        yield* conformer.end()
        codec.free()
        codec = undefined
      }
      if (!codec && ++links > MOST_LINKS) throw new CorruptAudio('The Ogg file is a chain of too many streams.')
      codec ??= createCodec()
      ended = page.isLast
      yield* conformer.conform(codec.decode(page))
    }
    if (codec) yield* conformer.conform(codec.flush())
    yield* conformer.end()
  }
  try {
    yield* markLast(decodeLinks(), () => !ended)
  } finally {
    codec?.free()
  }
}
