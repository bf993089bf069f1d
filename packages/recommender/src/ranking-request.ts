import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import { addLinkScores } from './companions/companion-links.ts'
import { stepsOf } from './companions/companion-problem.ts'
import { type EffectiveEvent, effectiveEvents } from './effective-events.ts'
import { DEFAULT_SETTINGS, type FeedSettings } from './feed-settings.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { foldIn, type Observation, type Taste } from './fold-in.ts'
import { listenerState } from './listener-state.ts'
import { type Preference, preferences } from './preferences.ts'
import { type Exclusions, exclusions } from './rank/exclusions.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'
import { tasteDigest } from './taste-digest.ts'

export interface FeedQuery {
  listenerId: string
  /** the listener's log in the order of arrival */
  events: readonly FeedbackEvent[]
  settings?: Partial<FeedSettings>
  nowMs: number
  limit: number
  /** another seed gives another draw of the explored tracks */
  seed?: string | number
}

/**
 * What a list is after: the `taste` of its listener, the `breadth` of the catalogue where no taste is known yet, or to stay
 * near a `seed`, in which case genres and breadth have no say.
 */
export type RankingAim = 'taste' | 'breadth' | 'seed'

/** One listener's question, read once: what the sources, the ranking and the reasons all work on. */
export interface RankingRequest {
  readonly snapshot: CatalogueSnapshot
  readonly settings: FeedSettings
  readonly limit: number
  readonly aim: RankingAim
  /** start of the current day: but for the session nothing depends on a finer clock, so that feeds do not flicker */
  readonly dayMs: number
  readonly taste: Taste
  /** what `taste` is made of */
  readonly observed: readonly DatedObservation[]
  /** what the last half hour alone would make of the listener; undefined after half an hour of silence */
  readonly session: Taste | undefined
  /** [factors] what the listener asks for, session included: `vector · track` is the score's main part */
  readonly vector: Float64Array
  /** [tracks] what goes with what the listener met, session included; undefined where no links are known */
  readonly companions: Float32Array | undefined
  readonly excluded: Exclusions
  readonly pickedGenres: ReadonlySet<number>
  readonly pickedArtists: ReadonlySet<number>
  readonly tasteDigest: string
  /** a fresh stream for each purpose, the same for the same taste */
  random(purpose: string): SeededRandom
}

/** How much the last minutes count beside the whole history. */
export const SESSION_WEIGHT = 0.6
const SESSION_MS = 30 * 60_000
const DAY_MS = 86_400_000

export function rankingRequest(snapshot: CatalogueSnapshot, query: FeedQuery): RankingRequest {
  const settings = { ...DEFAULT_SETTINGS, ...query.settings }
  const events = effectiveEvents(query.events)
  const digest = tasteDigest(events)
  const rowOf = rowsInLog(snapshot, events)
  const observed = observations({ rowOf }, preferences(events))
  const taste = foldIn(snapshot.space, observed)
  const recent = events.filter(({ atMs }) => atMs > query.nowMs - SESSION_MS)
  const session = recent.length > 0 ? foldIn(snapshot.space, observations({ rowOf }, preferences(recent))) : undefined
  const dayMs = Math.floor(query.nowMs / DAY_MS) * DAY_MS
  return {
    snapshot,
    settings,
    limit: query.limit,
    aim: taste.evidence > 0 ? 'taste' : 'breadth',
    dayMs,
    taste,
    observed,
    session,
    vector: session ? taste.vector.map((value, j) => value + SESSION_WEIGHT * session.vector[j]) : taste.vector,
    companions: companionScores(snapshot, taste, session),
    excluded: exclusions(snapshot, { state: listenerState(events), rowOf, settings, dayMs, limit: query.limit }),
    pickedGenres: positions(snapshot.genreNumbers, settings.pickedGenres),
    pickedArtists: positions(snapshot.artistNumbers, settings.pickedArtistIds),
    tasteDigest: digest,
    random: (purpose) => seededRandom(`${query.listenerId} ${digest} ${query.seed ?? ''} ${purpose}`),
  }
}

export interface DatedObservation extends Observation {
  /** the newest evidence */
  lastAtMs: number
}

/** By id: the rows of the log's tracks that are still in the catalogue. In a large one each search for a row misses every cache. */
function rowsInLog({ rowOf }: CatalogueSnapshot, events: readonly EffectiveEvent[]): Map<string, number> {
  const rows = new Map<string, number>()
  for (const { trackId } of events) {
    const row = rows.has(trackId) ? undefined : rowOf.get(trackId)
    if (row !== undefined) rows.set(trackId, row)
  }
  return rows
}

/** Preferences about tracks that are still in the catalogue. */
export function observations(
  { rowOf }: Pick<CatalogueSnapshot, 'rowOf'>,
  believed: readonly Preference[],
): DatedObservation[] {
  const found: DatedObservation[] = []
  for (const { trackId, preference, confidence, lastAtMs } of believed) {
    const track = rowOf.get(trackId)
    if (track !== undefined) found.push({ track, preference, confidence, lastAtMs })
  }
  return found
}

function companionScores(
  { companions: links, size }: CatalogueSnapshot,
  taste: Taste,
  session: Taste | undefined,
): Float32Array | undefined {
  if (links.items.length === 0 || taste.observations.length === 0) return undefined
  const scores = new Float32Array(size)
  addLinkScores(scores, { links, history: stepsOf(taste.observations), factor: 1 })
  if (session) addLinkScores(scores, { links, history: stepsOf(session.observations), factor: SESSION_WEIGHT })
  return scores
}

function positions(numberOf: ReadonlyMap<string, number>, chosen: readonly string[]): Set<number> {
  return new Set(chosen.flatMap((name) => numberOf.get(name) ?? []))
}
