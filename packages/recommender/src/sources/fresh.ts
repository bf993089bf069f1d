import type { Candidate, Source } from './source.ts'

const LIMIT = 100

/** What was added last. */
export const fresh: Source = ({ snapshot, excluded }) => {
  const found: Candidate[] = []
  for (const track of snapshot.byAge) {
    if (found.length === LIMIT) break
    if (!excluded.has(track)) found.push({ track, value: snapshot.addedAtMs[track] })
  }
  return found
}
