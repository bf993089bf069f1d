import type { Deps } from '../deps.ts'
import { PoolClosedError } from './analysis-faults.ts'
import type { AnalysisPool } from './analysis-pool.ts'
import { type IngestDeps, ingestTrack, type WaitingTrack } from './ingest-track.ts'
import { openTrackClaims, type TrackClaims } from './track-claims.ts'

export interface BacklogOptions {
  pool: AnalysisPool
  /** of the analyser that the pool's threads load */
  modelVersion: string
  signal?: AbortSignal
  onProgress?(progress: { done: number; total: number }): void
}

/** so many analysed tracks are announced together: each notice makes every process load them */
const ANNOUNCED_TOGETHER = 8

/**
 * Analyses what is there to analyse: every track without an analysis, or a failure, by the current model; newest first,
 * since who has just uploaded waits for it. Several workers share the work. Returns when nothing is left.
 */
export async function analyseBacklog(
  deps: IngestDeps & Pick<Deps, 'config'>,
  options: BacklogOptions,
): Promise<{ analysed: number }> {
  const claims = await openTrackClaims(deps.config.databaseUrl)
  let analysed = 0
  let announced: string[] = []
  const announce = async () => {
    const trackIds = announced
    announced = []
    if (trackIds.length) await deps.notices.publish('catalogue-changed', { trackIds })
  }
  const work = async () => {
    while (!options.signal?.aborted) {
      const track = await claimNext(claims, deps, options)
      if (!track) return
      await ingestTrack(track, options, deps)
      await claims.release(track.id)
      announced.push(track.id)
      analysed++
      const left = await deps.db.track.count({ where: waiting(options) })
      options.onProgress?.({ done: analysed, total: analysed + left })
      if (announced.length >= ANNOUNCED_TOGETHER || left === 0) await announce()
    }
  }
  try {
    await Promise.all(Array.from({ length: options.pool.threads }, work))
  } catch (error) {
    if (!(error instanceof PoolClosedError)) throw error // otherwise the rest waits for the next start
  } finally {
    await announce()
    await claims.close()
  }
  return { analysed }
}

const CANDIDATES = 32

async function claimNext(
  claims: TrackClaims,
  { db }: IngestDeps,
  options: BacklogOptions,
): Promise<WaitingTrack | undefined> {
  const candidates = await db.track.findMany({
    where: waiting(options),
    orderBy: [{ isDemo: 'asc' }, { createdAt: 'desc' }],
    take: CANDIDATES,
    select: { id: true, audioKey: true, mimeType: true, durationMs: true },
  })
  for (const track of candidates) {
    if (!(await claims.claim(track.id))) continue
    // another worker may have finished it between the query and the claim
    if (await db.track.findFirst({ where: { id: track.id, ...waiting(options) }, select: { id: true } })) return track
    await claims.release(track.id)
  }
  return undefined
}

const waiting = ({ modelVersion }: Pick<BacklogOptions, 'modelVersion'>) => ({
  AND: [
    {
      OR: [
        { analysis: null },
        { analysis: { modelVersion: { not: modelVersion } } },
        // heard before analyses were explained
        { analysis: { excerpts: { none: {} } } },
      ],
    },
    { OR: [{ analysisFailure: null }, { analysisFailure: { modelVersion: { not: modelVersion } } }] },
  ],
})
