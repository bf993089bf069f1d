import { rowsOf } from '../grouped-rows.ts'
import type { RankingRequest } from '../ranking-request.ts'
import type { Candidate, Source } from './source.ts'

const LIMIT = 200

/** The best known tracks of the genres and artists that the listener picked. */
export const picked: Source = (request) => {
  const { popularity, addedAtMs } = request.snapshot
  return [...best(request)]
    .sort((a, b) => popularity[b] - popularity[a] || addedAtMs[b] - addedAtMs[a] || a - b)
    .slice(0, LIMIT)
    .map((track): Candidate => ({ track, value: popularity[track] }))
}

/** As many of each genre and artist as could find a place. */
function best({ snapshot, excluded, pickedGenres, pickedArtists }: RankingRequest): Set<number> {
  const { byGenre, byArtist } = snapshot
  const groups = [
    ...Array.from(pickedGenres, (genre) => rowsOf(byGenre, genre)),
    ...Array.from(pickedArtists, (artist) => rowsOf(byArtist, artist)),
  ]
  const found = new Set<number>()
  for (const rows of groups) {
    let taken = 0
    for (const row of rows) {
      if (taken === LIMIT) break
      if (excluded.has(row)) continue
      found.add(row)
      taken++
    }
  }
  return found
}
