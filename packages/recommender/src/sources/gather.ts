import type { RankingRequest } from '../ranking-request.ts'
import { collaborative } from './collaborative.ts'
import { fresh } from './fresh.ts'
import { picked } from './picked.ts'
import { popular } from './popular.ts'
import { session } from './session.ts'
import { similar } from './similar.ts'
import type { Source, SourceName } from './source.ts'

const SOURCES: readonly [SourceName, Source][] = [
  ['collaborative', collaborative],
  ['session', session],
  ['similar', similar],
  ['picked', picked],
  ['popular', popular],
  ['fresh', fresh],
]

/** Every proposed track with the source that ranked it highest (on a tie, the earlier in the list). */
export function gather(request: RankingRequest): Map<number, SourceName> {
  const best = new Map<number, { source: SourceName; place: number }>()
  for (const [source, propose] of SOURCES)
    propose(request).forEach(({ track }, place) => {
      const earlier = best.get(track)
      if (!earlier || place < earlier.place) best.set(track, { source, place })
    })
  return new Map(Array.from(best, ([track, { source }]) => [track, source]))
}
