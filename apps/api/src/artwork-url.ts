import { createHash } from 'node:crypto'

/** The picture that came with the music, or else one drawn from words: the same words always give the same picture. */
export function artworkUrl(artworkKey: string | null | undefined, ...words: string[]): string {
  return artworkKey ? `/${artworkKey}` : `/artwork/generated/${artworkSeed(words)}.svg`
}

function artworkSeed(words: string[]): string {
  return createHash('sha256').update(words.join('\n').toLowerCase()).digest('hex').slice(0, 16)
}
