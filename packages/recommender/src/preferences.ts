import type { EffectiveEvent } from './effective-events.ts'
import type { FeedbackContext, PlayEvent, SkipEvent } from './feedback-event.ts'

/** Hu, Koren & Volinsky 2008, extended to negatives: what is believed of a listener and a track, and how firmly. */
export interface Preference {
  trackId: string
  /** −1 (rejects) … 1 (wants) */
  preference: number
  /** > 0; a fresh like weighs 4, a fresh full play 1 */
  confidence: number
  /** the newest event behind it */
  lastAtMs: number
}

/** A single event read as evidence: which way, and with what weight before it fades. */
export interface Signal {
  value: number
  weight: number
}

const DAY_MS = 86_400_000

/** What is said on purpose stays true for longer than what merely happened. */
export const HALF_LIFE_DAYS = { LIKE: 365, DISLIKE: 730, RATE: 365, PLAY: 90, SKIP: 60 } as const

/** A listener in a playlist or album chose the whole, so leaving or finishing one track of it says less. */
const CONTEXT_WEIGHT: Record<FeedbackContext, { play: number; skip: number }> = {
  FEED: { play: 1, skip: 1 },
  RADIO: { play: 0.8, skip: 1 },
  SEARCH: { play: 1.3, skip: 0.6 },
  PLAYLIST: { play: 0.7, skip: 0.6 },
  ALBUM: { play: 0.7, skip: 0.5 },
  OTHER: { play: 0.8, skip: 0.8 },
}

const RATING_SIGNAL: Record<1 | 2 | 3 | 4 | 5, Signal> = {
  5: { value: 1, weight: 4 },
  4: { value: 0.8, weight: 3 },
  3: { value: 0.2, weight: 1 },
  2: { value: -0.6, weight: 3 },
  1: { value: -1, weight: 4 },
}

/** Whoever heard this much of a track has heard it, whatever share of a long track that is. */
const LONG_LISTEN_MS = 10 * 60_000
/** Used where the client could not tell the duration. */
const USUAL_DURATION_MS = 210_000

/**
 * The one place where events become taste. Per track, over its effective events e:
 * `confidence = Σ w_e·2^(−age_e / half-life)`, `preference = Σ w_e·2^(…)·value_e / confidence`.
 * Age is measured from the newest effective event, not from now: the result is a pure function of the log, and taking
 * the last signals back restores it bit for bit. In the order of each track's first event.
 */
export function preferences(events: readonly EffectiveEvent[]): Preference[] {
  let newestMs = Number.NEGATIVE_INFINITY
  for (const event of events) if (event.atMs > newestMs) newestMs = event.atMs
  const placeOf = new Map<string, number>()
  const weighted = new Float64Array(events.length)
  const weights = new Float64Array(events.length)
  const lastAtMs = new Float64Array(events.length)
  for (const event of events) {
    const { value, weight } = signalOf(event)
    if (weight === 0) continue
    const faded = weight * 2 ** (-(newestMs - event.atMs) / (HALF_LIFE_DAYS[event.type] * DAY_MS))
    let place = placeOf.get(event.trackId)
    if (place === undefined) {
      place = placeOf.size
      placeOf.set(event.trackId, place)
      lastAtMs[place] = event.atMs
    }
    weighted[place] += faded * value
    weights[place] += faded
    if (event.atMs > lastAtMs[place]) lastAtMs[place] = event.atMs
  }
  const result: Preference[] = []
  placeOf.forEach((place, trackId) => {
    const weight = weights[place]
    if (weight < 1e-6) return
    const preference = weighted[place] / weight
    result.push({ trackId, preference, confidence: saturated(weight), lastAtMs: lastAtMs[place] })
  })
  return result
}

/** Repeats count in full up to 6 (a like and two plays), then with the logarithm: one song on loop is not a whole taste. */
function saturated(weight: number): number {
  const knee = 6
  return weight <= knee ? weight : knee * (1 + Math.log(weight / knee))
}

/** How one event is read, before it fades. */
export function signalOf(event: EffectiveEvent): Signal {
  switch (event.type) {
    case 'LIKE':
      return { value: 1, weight: 4 }
    case 'DISLIKE':
      return { value: -1, weight: 4 }
    case 'RATE':
      return RATING_SIGNAL[event.rating]
    case 'PLAY':
      return playSignal(event)
    case 'SKIP':
      return skipSignal(event)
    default:
      return unreachable(event)
  }
}

/** A play speaks for the track by the share that was heard, from a fifth on; below that it says nothing. */
function playSignal(event: PlayEvent): Signal {
  const contextWeight = CONTEXT_WEIGHT[event.context ?? 'OTHER'].play
  if (event.playedMs === undefined) return { value: 1, weight: 0.4 * contextWeight }
  const share = heardShare(event.playedMs, event.durationMs)
  return { value: 1, weight: contextWeight * clamp01((share - 0.2) / 0.6) }
}

/**
 * A skip is ambiguous: −1 in the first tenth of a track, fading to nothing at 70 %, a weak play beyond.
 * Its weight is at most 1.5, well below a dislike's 4.
 */
function skipSignal(event: SkipEvent): Signal {
  const contextWeight = CONTEXT_WEIGHT[event.context ?? 'OTHER'].skip
  const leftAtMs = event.positionMs ?? event.playedMs
  if (leftAtMs === undefined) return { value: -1, weight: 0.8 * contextWeight }
  const share = heardShare(leftAtMs, event.durationMs)
  if (share > 0.7) return { value: 1, weight: 0.5 * contextWeight * clamp01((share - 0.7) / 0.3) }
  return { value: -1, weight: 1.5 * contextWeight * clamp01((0.7 - share) / 0.6) }
}

function heardShare(heardMs: number, durationMs: number | undefined): number {
  if (heardMs >= LONG_LISTEN_MS) return 1
  const duration = durationMs && durationMs > 0 ? durationMs : USUAL_DURATION_MS
  return clamp01(heardMs / duration)
}

function clamp01(x: number): number {
  return Math.min(1, Math.max(0, x))
}

function unreachable(event: never): never {
  throw new Error(`unknown event ${JSON.stringify(event)}`)
}
