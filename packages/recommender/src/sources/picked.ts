import type { Candidate, Source } from './source.ts'

const LIMIT = 200

/** The best known tracks of the genres and artists that the listener picked. */
export const picked: Source = ({ snapshot, excluded, pickedGenres, pickedArtists }) => {
  const found: Candidate[] = []
  if (pickedGenres.size + pickedArtists.size === 0) return found
  for (const track of snapshot.byPopularity) {
    if (found.length === LIMIT) break
    const matches = pickedGenres.has(snapshot.genres[track]) || pickedArtists.has(snapshot.artists[track])
    if (matches && !excluded[track]) found.push({ track, value: snapshot.popularity[track] })
  }
  return found
}
