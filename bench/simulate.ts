import { randomUUID } from 'node:crypto'
import { type DemoListener, demoListeners } from '@segue/prisma/seed/demo-listeners'
import { simulateFeedback } from '@segue/prisma/seed/simulate-feedback'
import { globalId } from '../apps/api/src/global-id.ts'
import { trainTasteModel } from '../apps/api/src/training/train-taste-model.ts'
import { type BenchResult, median } from './bench.ts'
import { LONGEST_SESSION, listen, type Offering, type Reaction, type Session } from './simulation/listen.ts'
import { addListener, type Served, serveCatalogue } from './simulation/serve-catalogue.ts'
import { type SimulatedTrack, simulatedCatalogue } from './simulation/simulated-catalogue.ts'

/** Of each circle of listeners two are newcomers, the others have listened for so long. */
const NEWCOMERS = 22
const HISTORY_DAYS = 60
const DAY_MS = 86_400_000
const SEED = 11

type Offer = 'Segue' | 'content alone' | 'popularity order'

/**
 * Newcomers with known tastes listen to what they are offered first, like, skip and rate: how many tracks does it take
 * until 80 % of what they are offered is to their liking? Through the real server, one request per step.
 */
export async function run(): Promise<BenchResult> {
  const tracks = await simulatedCatalogue()
  const newcomers = demoListeners().slice(0, NEWCOMERS)
  const regulars = demoListeners().slice(NEWCOMERS)
  const sessions: Record<Offer, Session[]> = {
    Segue: await serveCatalogue(tracks, async (served) => {
      await addHistory(regulars, tracks, served)
      const outcome = await trainTasteModel(served.deps)
      if (outcome.state !== 'live') throw new Error(`the taste model is ${outcome.state}`)
      await served.deps.catalogue.refresh()
      return listenAll(newcomers, () => feedOf(served, tracks))
    }),
    'content alone': await serveCatalogue(tracks, (served) => listenAll(newcomers, () => feedOf(served, tracks))),
    'popularity order': await listenAll(newcomers, async () => inOrder(byPopularity(regulars, tracks))),
  }
  return result(sessions, tracks.length)
}

async function listenAll(listeners: readonly DemoListener[], offer: () => Promise<Offering>): Promise<Session[]> {
  const sessions: Session[] = []
  for (const listener of listeners) sessions.push(await listen(listener, await offer()))
  return sessions
}

const historyOf = (regulars: readonly DemoListener[], tracks: readonly SimulatedTrack[]) => {
  const endMs = Math.floor(Date.now() / DAY_MS) * DAY_MS
  return simulateFeedback(regulars, tracks, { seed: SEED, startMs: endMs - HISTORY_DAYS * DAY_MS, endMs })
}

async function addHistory(regulars: readonly DemoListener[], tracks: readonly SimulatedTrack[], served: Served) {
  const ids = new Map<string, string>()
  for (const { key } of regulars) ids.set(key, (await addListener(served.deps)).listenerId)
  const rows = historyOf(regulars, tracks).map(({ listenerKey, trackKey, atMs, ...event }) => ({
    ...event,
    clientEventId: randomUUID(),
    listenerId: ids.get(listenerKey)!,
    trackId: served.trackIds.get(trackKey)!,
    occurredAt: new Date(atMs),
  }))
  await served.deps.db.feedbackEvent.createMany({ data: rows })
}

/** A new account's own feed, as a client sees it. */
async function feedOf({ url, deps, trackIds }: Served, tracks: readonly SimulatedTrack[]): Promise<Offering> {
  const { token } = await addListener(deps)
  const trackOf = new Map(tracks.map((track) => [globalId('Track', trackIds.get(track.key)!), track]))
  const ask = async (query: string, variables: object) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = await response.json()
    if (errors) throw new Error(JSON.stringify(errors))
    return data
  }
  return {
    async next(count) {
      const { feed } = await ask('query ($first: Int) { feed(first: $first) { edges { node { track { id } } } } }', {
        first: count,
      })
      return feed.edges.map((edge: { node: { track: { id: string } } }) => trackOf.get(edge.node.track.id)!)
    },
    async react({ key, durationMs }, reaction) {
      const event = eventOf(reaction, { trackId: globalId('Track', trackIds.get(key)!), durationMs })
      const answer = await ask(
        'mutation ($events: [FeedbackInput!]!) { recordFeedback(events: $events) { ... on RecordFeedbackPayload { recorded } } }',
        { events: event },
      )
      if (answer.recordFeedback.recorded !== event.length) throw new Error(JSON.stringify(answer))
    },
  }
}

/** Who likes or rates a track has heard it, too. */
function eventOf(
  { type, heardShare, rating }: Reaction,
  { trackId, durationMs }: { trackId: string; durationMs: number },
) {
  const heardMs = Math.round(heardShare * durationMs)
  const common = { trackId, durationMs, context: 'FEED' }
  const heard = type === 'SKIP' ? { type: 'SKIP', positionMs: heardMs } : { type: 'PLAY', playedMs: heardMs }
  const said = type === 'LIKE' ? [{ type }] : type === 'RATE' ? [{ type, rating }] : []
  return [heard, ...said].map((event) => ({ ...common, ...event, clientEventId: randomUUID() }))
}

/** The same list for everybody; what was heard is not offered again. */
function inOrder(order: readonly SimulatedTrack[]): Offering {
  const heard = new Set<string>()
  return {
    next: async (count) => order.filter(({ key }) => !heard.has(key)).slice(0, count),
    react: async ({ key }) => void heard.add(key),
  }
}

function byPopularity(regulars: readonly DemoListener[], tracks: readonly SimulatedTrack[]): SimulatedTrack[] {
  const listeners = new Map<string, Set<string>>()
  for (const { type, trackKey, listenerKey } of historyOf(regulars, tracks))
    if (type !== 'SKIP') listeners.set(trackKey, (listeners.get(trackKey) ?? new Set()).add(listenerKey))
  const fame = ({ key }: SimulatedTrack) => listeners.get(key)?.size ?? 0
  return tracks.toSorted((a, b) => fame(b) - fame(a))
}

function result(sessions: Record<Offer, Session[]>, tracks: number): BenchResult {
  const offers = Object.entries(sessions).map(([offer, all]) => ({ offer, figures: figuresOf(all) }))
  return {
    title: `tracks heard until 80 % of the feed is liked: ${NEWCOMERS} newcomers, ${tracks} tracks, at most ${LONGEST_SESSION} each`,
    columns: [
      'offered',
      'of ten: median',
      'quarter',
      'three quarters',
      'arrived',
      'of twenty: median',
      'quarter',
      'three quarters',
      'arrived',
      'liked of ten at first',
      'after 5',
      'after 10',
      'after 20',
    ],
    rows: offers.map(({ offer, figures: { ten, twenty, liked } }) => [
      offer,
      ten.median,
      ten.quarter,
      ten.threeQuarters,
      ten.arrived,
      twenty.median,
      twenty.quarter,
      twenty.threeQuarters,
      twenty.arrived,
      ...Object.values(liked),
    ]),
    json: {
      listeners: NEWCOMERS,
      tracks,
      offers: Object.fromEntries(offers.map(({ offer, figures }) => [offer, figures])),
    },
  }
}

function figuresOf(sessions: readonly Session[]) {
  const spread = (count: 10 | 20) => {
    // who never arrives needed more than the longest session
    const needed = sessions.map(({ tracksUntil }) => tracksUntil[count] ?? LONGEST_SESSION + 1).sort((a, b) => a - b)
    const at = (share: number) => needed[Math.floor(share * (needed.length - 1))]!
    const arrived = needed.filter((tracks) => tracks <= LONGEST_SESSION).length / needed.length
    return { median: median(needed), quarter: at(0.25), threeQuarters: at(0.75), arrived }
  }
  const likedAfter = (tracks: number) =>
    sessions.reduce((sum, { liked }) => sum + (liked[tracks] ?? liked.at(-1)!), 0) / sessions.length
  return {
    ten: spread(10),
    twenty: spread(20),
    liked: { 0: likedAfter(0), 5: likedAfter(5), 10: likedAfter(10), 20: likedAfter(20) },
  }
}
