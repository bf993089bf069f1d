import { createRandom, hashText, type Random } from './compose/random.ts'
import type { DemoListener } from './demo-listeners.ts'
import type { DemoTrack } from './demo-track.ts'
import { type Candidate, candidatesFor, chooseTrack, drawIndex } from './listeners/choose-track.ts'

export type DemoContext = 'FEED' | 'SEARCH' | 'RADIO' | 'PLAYLIST' | 'ALBUM'

/** One thing that a demo listener did. Times in milliseconds since 1970, `rating` 1–5. */
export type DemoEvent = {
  listenerKey: string
  trackKey: string
  type: 'PLAY' | 'SKIP' | 'LIKE' | 'DISLIKE' | 'RATE'
  atMs: number
  durationMs: number
  playedMs?: number
  positionMs?: number
  rating?: number
  context: DemoContext
}

type SimulatedTrack = Pick<DemoTrack, 'key' | 'genre' | 'artist' | 'album' | 'durationMs'>
type Period = { seed: number; startMs: number; endMs: number }

const DAY_MS = 86_400_000
/** When people listen: chance of a session to begin in each three hours of the day (UTC). */
const HOURS = [0.03, 0.01, 0.08, 0.12, 0.13, 0.17, 0.27, 0.19]

/**
 * What demo listeners did over a period, in order of time: sessions in which tracks are chosen by taste, habit, what
 * is popular and what stands on top, then heard, left early, liked or refused as `affinity` says, with some noise.
 */
export function simulateFeedback(
  listeners: readonly DemoListener[],
  tracks: readonly SimulatedTrack[],
  { seed, startMs, endMs }: Period,
): DemoEvent[] {
  const events = listeners.flatMap((listener) => {
    const random = createRandom(hashText(`${seed}/${listener.key}`))
    const candidates = candidatesFor(listener, tracks)
    return sessionStarts(listener, { startMs, endMs }, random).flatMap((startMs) =>
      listenOnce(listener, candidates, { startMs, random }),
    )
  })
  return events.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)
}

function sessionStarts(listener: DemoListener, { startMs, endMs }: Omit<Period, 'seed'>, random: Random): number[] {
  const starts: number[] = []
  for (let dayMs = startMs; dayMs < endMs; dayMs += DAY_MS) {
    if (!random.chance(Math.min(0.95, listener.activity / 7))) continue
    const hours = (drawIndex(HOURS, random) + random.next()) * 3
    starts.push(Math.round(dayMs + hours * 3_600_000))
  }
  return starts
}

type Session = { startMs: number; random: Random }

function listenOnce<T extends SimulatedTrack>(
  listener: DemoListener,
  candidates: readonly Candidate<T>[],
  { startMs, random }: Session,
): DemoEvent[] {
  const events: DemoEvent[] = []
  const context = random.pick<DemoContext>(['FEED', 'FEED', 'FEED', 'RADIO', 'PLAYLIST', 'ALBUM', 'SEARCH'])
  let recent: readonly string[] = []
  let patience = 3 + random.int(9)
  let atMs = startMs
  let album: string | undefined
  while (patience > 0) {
    const chosen = chooseTrack(listener, candidates, { context, album, recent, random })
    if (!chosen) break
    const heard = hear(listener, chosen, { atMs, context, random })
    events.push(...heard.events)
    album = chosen.track.album
    recent = [chosen.track.key, ...recent].slice(0, 12)
    atMs = heard.untilMs + Math.round(random.range(500, 4000))
    patience -= heard.enjoyed ? 1 : 1.6
  }
  return events
}

type Hearing = { atMs: number; context: DemoContext; random: Random }

/** A mood now and then spoils what is usually loved. */
const MOODY = 0.07

function hear<T extends SimulatedTrack>(
  listener: DemoListener,
  candidate: Candidate<T>,
  { atMs, context, random }: Hearing,
): { events: DemoEvent[]; untilMs: number; enjoyed: boolean } {
  const { track } = candidate
  const pleasure = candidate.liking + 0.11 * random.gauss() - (random.chance(MOODY) ? 0.4 : 0)
  const enjoyed = pleasure > 0.42 || random.chance(0.2)
  const playedMs = Math.round(track.durationMs * fractionHeard({ pleasure, enjoyed, random }))
  const untilMs = atMs + playedMs
  const common = { listenerKey: listener.key, trackKey: track.key, durationMs: track.durationMs, context }
  const left = playedMs < track.durationMs * 0.6
  const events: DemoEvent[] = [
    left
      ? { ...common, type: 'SKIP', atMs: untilMs, positionMs: playedMs }
      : { ...common, type: 'PLAY', atMs: untilMs, playedMs },
  ]
  if (enjoyed) candidate.enjoyedTimes++
  const reaction = { ...common, atMs: untilMs - Math.round(random.range(0, 0.3) * playedMs) }
  if (!candidate.liked && random.chance(pleasure > 0.6 ? 0.3 : 0.004)) {
    candidate.liked = true
    events.unshift({ ...reaction, type: 'LIKE' })
  } else if (!candidate.liked && !candidate.refused && random.chance(pleasure < 0.12 ? 0.16 : 0.0005)) {
    candidate.refused = true
    events.unshift({ ...reaction, type: 'DISLIKE' })
  }
  if (!candidate.rated && random.chance(0.07)) {
    candidate.rated = true
    events.unshift({ ...reaction, type: 'RATE', rating: Math.min(5, Math.max(1, Math.round(1 + 4.6 * pleasure))) })
  }
  return { events, untilMs, enjoyed }
}

type Attention = { pleasure: number; enjoyed: boolean; random: Random }

function fractionHeard({ pleasure, enjoyed, random }: Attention): number {
  if (enjoyed) return random.chance(0.88) ? 1 : random.range(0.6, 0.95)
  return Math.min(1, 0.04 + Math.max(0, pleasure) * random.range(0.15, 1.2))
}
