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
  const lists = SOURCES.map(([source, propose]) => ({ source, candidates: propose(request) }))
  const longest = Math.max(...lists.map(({ candidates }) => candidates.length))
  const best = new Map<number, SourceName>()
  for (let place = 0; place < longest; place++)
    for (const { source, candidates } of lists) {
      const candidate = candidates[place]
      if (candidate && !best.has(candidate.track)) best.set(candidate.track, source)
    }
  return best
}
