import type { CatalogueSnapshot } from '../catalogue-snapshot.ts'
import { similaritiesToTrack } from '../content-space.ts'

/** How much a track resembles what is already listed: the second half of Maximal Marginal Relevance (Carbonell & Goldstein 1998). */
export interface ListDiversity {
  /** highest cosine similarity to a listed track, 0 … 1; 0 where the sound is unknown */
  resemblance(track: number): number
  add(track: number): void
}

/** Only the last tracks are heard together. */
const REMEMBERED = 20

export function listDiversity({ content }: CatalogueSnapshot): ListDiversity {
  const listed: number[] = []
  // comparing is dear, so what was found for a candidate is kept and only newer entries are looked at
  const found = new Map<number, { highest: number; compared: number }>()
  return {
    resemblance: (track) => {
      const earlier = found.get(track) ?? { highest: 0, compared: 0 }
      const rows = listed.slice(Math.max(earlier.compared, listed.length - REMEMBERED))
      if (rows.length > 0)
        for (const likeness of similaritiesToTrack(content, { track, rows }, 'cosine'))
          if (likeness > earlier.highest) earlier.highest = likeness
      earlier.compared = listed.length
      found.set(track, earlier)
      return earlier.highest
    },
    add: (track) => {
      listed.push(track)
    },
  }
}
