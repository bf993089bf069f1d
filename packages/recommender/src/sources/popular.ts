import type { Candidate, Source } from './source.ts'

const LIMIT = 200

/** What most listeners play. */
export const popular: Source = ({ snapshot, excluded }) => {
  const found: Candidate[] = []
  for (const track of snapshot.byPopularity) {
    if (found.length === LIMIT || snapshot.popularity[track] === 0) break
    if (!excluded.has(track)) found.push({ track, value: snapshot.popularity[track] })
  }
  return found
}
