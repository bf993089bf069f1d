import type { Db } from '@segue/prisma/client'
import { Prisma } from '@segue/prisma/generated/client/client'
import type { SnapshotTrack } from '@segue/recommender/catalogue-snapshot'
import type { LearntSettings } from '@segue/recommender/evaluate/learnt-settings'
import type { HybridModel } from '@segue/recommender/hybrid-model'
import { decodeHybridModel } from '@segue/recommender/hybrid-model-file'
import type { RecordingTraits } from '@segue/recommender/recordings'
import type { SoundOutline } from '@segue/recommender/sound-outline'

interface TrackRow {
  id: string
  title: string
  artistId: string
  albumId: string | null
  genre: string | null
  addedAtMs: number
  durationMs: number
  tempoBpm: number | null
  embedding: Uint8Array | null
}

/** A track as the snapshot takes it, with what tells whether it is a copy of another one. */
export type CatalogueTrack = SnapshotTrack & RecordingTraits

/** All tracks, or those named. The genre is what the file's tag says, or else what the analyser hears. */
export async function readTracks(db: Db, ids?: readonly string[]): Promise<CatalogueTrack[]> {
  const wanted = ids ? Prisma.sql`where track.id = any(${ids}::uuid[])` : Prisma.empty
  const rows = await db.$queryRaw<TrackRow[]>`
    select track.id, track.title, track."artistId", track."albumId", track."durationMs",
      coalesce(track."taggedGenre", analysis.genre) as genre,
      (extract(epoch from track."createdAt") * 1000)::float8 as "addedAtMs",
      analysis."tempoBpm", analysis.embedding
    from "Track" track left join "TrackAnalysis" analysis on analysis."trackId" = track.id
    ${wanted}`
  return rows.map(toSnapshotTrack)
}

function toSnapshotTrack({ embedding, genre, albumId, tempoBpm, ...row }: TrackRow): CatalogueTrack {
  return {
    ...row,
    albumId: albumId ?? undefined,
    genre: genre ?? undefined,
    tempoBpm: tempoBpm ?? undefined,
    embedding: embedding ? readFloats(embedding) : undefined,
  }
}

/** The waveforms of some tracks; those that are not analysed are absent. */
export async function readOutlines(db: Db, ids: readonly string[]): Promise<Map<string, SoundOutline>> {
  const rows = await db.$queryRaw<{ id: string; durationMs: number; waveform: Uint8Array }[]>`
    select track.id, track."durationMs", analysis.waveform
    from "Track" track join "TrackAnalysis" analysis on analysis."trackId" = track.id
    where track.id = any(${ids}::uuid[])`
  return new Map(rows.map(({ id, durationMs, waveform }) => [id, { durationMs, peaks: waveform }]))
}

/** Float32, little endian; copied, because the bytes need not lie on a multiple of four. */
function readFloats(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice().buffer)
}

export interface LiveModel {
  id: number
  model: HybridModel
  lastSequence: bigint
  /** nothing of versions before settings were learnt */
  settings?: LearntSettings
}

export async function readLiveModel(db: Db): Promise<LiveModel | undefined> {
  const row = await db.tasteModel.findFirst({
    where: { isLive: true },
    select: { id: true, weights: true, lastSequence: true, report: true },
  })
  if (!row) return undefined
  const { settings } = row.report as { settings?: LearntSettings }
  return { id: row.id, model: decodeHybridModel(row.weights), lastSequence: row.lastSequence, settings }
}

/**
 * How many listeners each track has, among the events that the live model learned from: so long as the model stays,
 * one listener's signals move nobody's ranking but their own.
 */
export async function readPopularity(db: Db, lastSequence: bigint): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ trackId: string; listeners: number }[]>`
    select "trackId", count(distinct "listenerId")::int as listeners
    from "FeedbackEvent"
    where type in ('PLAY', 'LIKE', 'RATE') and not "isPrivate" and sequence <= ${lastSequence}
    group by "trackId"`
  return new Map(rows.map(({ trackId, listeners }) => [trackId, listeners]))
}

export interface Fingerprint {
  /** differs when tracks, analyses or the live model changed */
  text: string
  tracks: number
  analyses: number
}

export async function readFingerprint(db: Db): Promise<Fingerprint> {
  const [row] = await db.$queryRaw<
    (Omit<Fingerprint, 'text'> & { lastAdded: number; lastHeard: number; model: number })[]
  >`
    select
      (select count(*)::int from "Track") as tracks,
      (select coalesce(extract(epoch from max("createdAt")), 0)::float8 from "Track") as "lastAdded",
      (select count(*)::int from "TrackAnalysis") as analyses,
      (select coalesce(extract(epoch from max("analysedAt")), 0)::float8 from "TrackAnalysis") as "lastHeard",
      (select coalesce(max(id), 0)::int from "TasteModel" where "isLive") as model`
  const { tracks, analyses, lastAdded, lastHeard, model } = row!
  return { text: [model, tracks, lastAdded, analyses, lastHeard].join('-'), tracks, analyses }
}
