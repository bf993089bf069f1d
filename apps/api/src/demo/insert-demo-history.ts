import { createHash } from 'node:crypto'
import type { DemoListener } from '@segue/prisma/seed/demo-listeners'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'
import { type DemoEvent, simulateFeedback } from '@segue/prisma/seed/simulate-feedback'
import { DEMO_ADMIN } from '../demo-accounts.ts'
import type { Deps } from '../deps.ts'

const DAYS = 90
const SEED = 7
const BATCH = 5000

/**
 * What the simulated listeners did in the months before their accounts were made. The events, and their ids, follow
 * from that moment, so that a second attempt after a crash inserts nothing twice.
 */
export async function insertDemoHistory(
  { listeners, catalogue }: { listeners: DemoListener[]; catalogue: DemoTrack[] },
  deps: Pick<Deps, 'db'>,
): Promise<void> {
  const endMs = await accountsMadeAtMs(deps)
  const events = simulateFeedback(listeners, catalogue, { seed: SEED, startMs: endMs - DAYS * 86_400_000, endMs })
  const ids = await rowIds(listeners, deps)
  const known = events
    .toSorted((a, b) => a.atMs - b.atMs)
    .map((event, index) => ({ event, index, listenerId: ids.listener(event), trackId: ids.track(event) }))
    .filter((row): row is HistoryRow => row.listenerId !== undefined && row.trackId !== undefined)
  for (let start = 0; start < known.length; start += BATCH) await insertRows(known.slice(start, start + BATCH), deps)
}

async function accountsMadeAtMs({ db }: Pick<Deps, 'db'>): Promise<number> {
  const { createdAt } = await db.listener.findUniqueOrThrow({
    where: { email: DEMO_ADMIN.email },
    select: { createdAt: true },
  })
  return createdAt.getTime()
}

interface HistoryRow {
  event: DemoEvent
  index: number
  listenerId: string
  trackId: string
}

async function rowIds(listeners: DemoListener[], { db }: Pick<Deps, 'db'>) {
  const accounts = await db.listener.findMany({ where: { isDemo: true }, select: { id: true, email: true } })
  const tracks = await db.track.findMany({ where: { demoKey: { not: null } }, select: { id: true, demoKey: true } })
  const idByEmail = new Map(accounts.map(({ id, email }) => [email, id]))
  const idByListener = new Map(listeners.map(({ key, email }) => [key, idByEmail.get(email)]))
  const idByTrack = new Map(tracks.map(({ id, demoKey }) => [demoKey, id]))
  return {
    listener: ({ listenerKey }: DemoEvent) => idByListener.get(listenerKey),
    track: ({ trackKey }: DemoEvent) => idByTrack.get(trackKey),
  }
}

/** One statement a batch: rows one by one would take minutes. */
async function insertRows(rows: HistoryRow[], { db }: Pick<Deps, 'db'>) {
  const column = <T>(value: (row: HistoryRow) => T) => rows.map(value)
  await db.$executeRaw`
    insert into "FeedbackEvent" ("listenerId", "clientEventId", "type", "trackId", "occurredAt", "receivedAt",
      "playedMs", "durationMs", "positionMs", "rating", "context")
    select l, id, type::"FeedbackType", t, to_timestamp(at / 1000.0), to_timestamp(at / 1000.0),
      played, duration, position, rating, context::"FeedbackContext"
    from unnest(
      ${column(({ listenerId }) => listenerId)}::uuid[],
      ${column(eventId)}::uuid[],
      ${column(({ event }) => event.type)}::text[],
      ${column(({ trackId }) => trackId)}::uuid[],
      ${column(({ event }) => event.atMs)}::float8[],
      ${column(({ event }) => event.playedMs ?? null)}::int[],
      ${column(({ event }) => event.durationMs ?? null)}::int[],
      ${column(({ event }) => event.positionMs ?? null)}::int[],
      ${column(({ event }) => event.rating ?? null)}::smallint[],
      ${column(({ event }) => event.context ?? 'OTHER')}::text[]
    ) with ordinality as e(l, id, type, t, at, played, duration, position, rating, context, n)
    order by n
    on conflict do nothing`
}

function eventId({ event, index }: HistoryRow): string {
  const hex = createHash('sha256').update(`${SEED}/${index}/${event.listenerKey}/${event.trackKey}`).digest('hex')
  // marked as version 8 (custom) of RFC 9562
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
