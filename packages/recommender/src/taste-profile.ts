import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import { effectiveEvents } from './effective-events.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { type Preference, preferences } from './preferences.ts'
import { tasteDigest } from './taste-digest.ts'

export interface TasteProfile {
  tasteDigest: string
  /** share of what the listener enjoys, largest first; unlabelled tracks are left out */
  genres: { genre: string; share: number }[]
  /** genres with more against than for them, strongest first; `strength` in units of confidence */
  avoidedGenres: { genre: string; strength: number }[]
  artists: { artistId: string; share: number }[]
  /** what speaks loudest for and against, at most 20 each */
  favourites: Preference[]
  aversions: Preference[]
}

const TOP = 20

/** What the log says about a listener, in words that can be shown to them. */
export function tasteProfile(snapshot: CatalogueSnapshot, events: readonly FeedbackEvent[]): TasteProfile {
  const effective = effectiveEvents(events)
  const believed = preferences(effective)
  const strength = ({ preference, confidence }: Preference) => preference * confidence
  const byGenre = sumBy(believed, (row) => snapshot.genreNames[snapshot.genres[row]], snapshot)
  const byArtist = sumBy(believed, (row) => snapshot.artistIds[snapshot.artists[row]], snapshot)
  return {
    tasteDigest: tasteDigest(effective),
    genres: positiveShares(byGenre).map(([genre, share]) => ({ genre, share })),
    avoidedGenres: [...byGenre]
      .filter(([, sum]) => sum < 0)
      .sort((a, b) => a[1] - b[1])
      .map(([genre, sum]) => ({ genre, strength: -sum })),
    artists: positiveShares(byArtist)
      .slice(0, TOP)
      .map(([artistId, share]) => ({ artistId, share })),
    favourites: believed
      .filter((one) => strength(one) > 0)
      .sort((a, b) => strength(b) - strength(a))
      .slice(0, TOP),
    aversions: believed
      .filter((one) => strength(one) < 0)
      .sort((a, b) => strength(a) - strength(b))
      .slice(0, TOP),
  }
}

function sumBy(
  believed: readonly Preference[],
  labelOf: (row: number) => string | undefined,
  { rowOf }: CatalogueSnapshot,
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { trackId, preference, confidence } of believed) {
    const row = rowOf.get(trackId)
    const label = row === undefined ? undefined : labelOf(row)
    if (label !== undefined) sums.set(label, (sums.get(label) ?? 0) + preference * confidence)
  }
  return sums
}

function positiveShares(sums: ReadonlyMap<string, number>): [string, number][] {
  const positive = [...sums].filter(([, sum]) => sum > 0).sort((a, b) => b[1] - a[1])
  const total = positive.reduce((all, [, sum]) => all + sum, 0)
  return positive.map(([label, sum]) => [label, sum / total])
}
