import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '@segue/prisma/client'
import { buildSnapshot, type CatalogueSnapshot, type SnapshotTrack } from '@segue/recommender/catalogue-snapshot'
import type { HybridModel } from '@segue/recommender/hybrid-model'
import type { pino } from 'pino'
import {
  type CatalogueTrack,
  type Fingerprint,
  readFingerprint,
  readLiveModel,
  readPopularity,
  readTracks,
} from './catalogue-rows.ts'
import type { Notices } from './notices/notices.ts'
import { recordingFinder } from './recording-finder.ts'

/** What recommending knows of the catalogue at the moment. Readers take one snapshot and stay with it. */
export interface Catalogue {
  current(): CatalogueSnapshot
  /** Reads everything anew and resolves when `current()` has it. */
  refresh(): Promise<void>
  /** @returns a function that ends the subscription; called after each swap in this process */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

export interface CatalogueOptions {
  db: Db
  notices: Notices
  log: pino.Logger
  /** changes that come within this time are taken in together */
  settleMs?: number
  /** how often the database is asked whether a notice was missed */
  checkMs?: number
}

/** What changed since the last swap. */
interface Pending {
  everything: boolean
  trackIds: Set<string>
}

/**
 * Loads the catalogue and keeps it up to date: only what a notice names is read again. A snapshot is a function of the
 * tracks, their analyses and the live model alone, so that every process comes to the same one.
 */
export async function createCatalogue(options: CatalogueOptions): Promise<Catalogue> {
  const { db, notices, log, settleMs = 300, checkMs = 30_000 } = options
  const listeners = new Set<() => void>()
  const findRecordings = recordingFinder(db)
  const pending: Pending = { everything: true, trackIds: new Set() }
  let loaded: Loaded = { tracks: new Map(), popularity: new Map(), fingerprint: { text: '', tracks: 0, analyses: 0 } }
  let snapshot = buildSnapshot({ version: 'empty', tracks: [] })
  let running: Promise<void> | undefined
  let isClosed = false

  async function takeInChanges() {
    const { everything } = pending
    const trackIds = [...pending.trackIds]
    pending.everything = false
    pending.trackIds.clear()
    try {
      loaded = everything ? await loadAll(db) : await loadSome(db, loaded, trackIds)
    } catch (error) {
      pending.everything ||= everything
      for (const id of trackIds) pending.trackIds.add(id)
      throw error
    }
    snapshot = snapshotOf(loaded, { recordings: await findRecordings([...loaded.tracks.values()]), log })
    for (const listener of listeners) listener()
  }

  /** One at a time; what comes meanwhile is taken in by the next round. */
  function update(delayMs: number): Promise<void> {
    running ??= (async () => {
      await sleep(delayMs)
      await takeInChanges()
    })().finally(() => {
      running = undefined
    })
    return running
  }

  async function settle() {
    while (!isClosed && (pending.everything || pending.trackIds.size > 0)) await update(settleMs)
  }
  const soon = () => {
    if (!isClosed && !running)
      settle().catch((error) => log.error({ err: error }, 'the catalogue could not be refreshed'))
  }

  const unsubscribe = [
    notices.subscribe('catalogue-changed', ({ trackIds }) => {
      for (const id of trackIds) pending.trackIds.add(id)
      soon()
    }),
    notices.subscribe('model-live', () => {
      pending.everything = true
      soon()
    }),
  ]
  const check = setInterval(async () => {
    try {
      if (running || (await readFingerprint(db)).text === loaded.fingerprint.text) return
      pending.everything = true
      soon()
    } catch (error) {
      log.warn({ err: error }, 'the catalogue could not be checked')
    }
  }, checkMs)
  check.unref()

  await update(0)
  return {
    current: () => snapshot,
    async refresh() {
      await running?.catch(() => undefined)
      pending.everything = true
      await update(0)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      isClosed = true
      clearInterval(check)
      for (const end of unsubscribe) end()
      await running?.catch(() => undefined)
    },
  }
}

interface Loaded {
  tracks: ReadonlyMap<string, CatalogueTrack>
  popularity: ReadonlyMap<string, number>
  model?: { id: number; model: HybridModel }
  fingerprint: Fingerprint
}

async function loadAll(db: Db): Promise<Loaded> {
  const fingerprint = await readFingerprint(db) // first: a change during the load is then noticed by the next check
  const live = await readLiveModel(db)
  const tracks = await readTracks(db)
  const popularity = live ? await readPopularity(db, live.lastSequence) : new Map<string, number>()
  return { tracks: new Map(tracks.map((track) => [track.id, track])), popularity, model: live, fingerprint }
}

/** A named track that is not found was removed. */
async function loadSome(db: Db, earlier: Loaded, trackIds: string[]): Promise<Loaded> {
  const fingerprint = await readFingerprint(db)
  const tracks = new Map(earlier.tracks)
  for (const id of trackIds) tracks.delete(id)
  for (const track of await readTracks(db, trackIds)) tracks.set(track.id, track)
  // Where the numbers differ, a notice was missed: the earlier fingerprint lets the next check find out.
  const analysed = [...tracks.values()].filter((track) => track.embedding).length
  const isComplete = fingerprint.tracks === tracks.size && fingerprint.analyses === analysed
  return { ...earlier, tracks, fingerprint: isComplete ? fingerprint : earlier.fingerprint }
}

/** Rows in the order of ids, so that every process numbers them alike. */
function snapshotOf(
  { tracks, popularity, model, fingerprint }: Loaded,
  { recordings, log }: { recordings: ReadonlyMap<string, string>; log: pino.Logger },
): CatalogueSnapshot {
  const ordered = [...tracks.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((track): SnapshotTrack => ({ ...track, recordingKey: recordings.get(track.id) }))
  const dims = model?.model.dims || commonDims(ordered)
  const comparable = ordered.map((track) =>
    track.embedding && track.embedding.length !== dims ? { ...track, embedding: undefined } : track,
  )
  const left = comparable.filter((track, row) => track.embedding !== ordered[row]!.embedding).length
  if (left > 0) log.warn({ tracks: left, dims }, 'embeddings of another length wait for a new analysis or a new model')
  const version = `${model?.id ?? 0}.${fingerprint.text}`
  return buildSnapshot({ version, tracks: comparable, model: model?.model, popularity })
}

/** While a new analyser works through the catalogue there are embeddings of two lengths. */
function commonDims(tracks: readonly SnapshotTrack[]): number {
  const counts = new Map<number, number>()
  for (const { embedding } of tracks)
    if (embedding) counts.set(embedding.length, (counts.get(embedding.length) ?? 0) + 1)
  let common = 0
  for (const [dims, count] of counts) if (count > (counts.get(common) ?? 0)) common = dims
  return common
}
