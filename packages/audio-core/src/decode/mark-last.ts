import { type Pcm, sampleCount } from '../pcm.ts'

/**
 * The pieces that hold any sound, the last one marked by what is known at the end. An error comes after all sound that
 * there was before it.
 */
export async function* markLast(pieces: AsyncIterable<Pcm>, isTruncated: () => boolean): AsyncGenerator<Pcm> {
  let last: Pcm | undefined
  try {
    for await (const piece of pieces) {
      if (sampleCount(piece) === 0) continue
      const before = last
      last = piece
      if (before) yield before
    }
  } catch (error) {
    if (last) yield last
    throw error
  }
  if (last) yield { ...last, truncated: isTruncated() }
}
