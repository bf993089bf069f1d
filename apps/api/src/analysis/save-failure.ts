import type { Deps } from '../deps.ts'
import { AnalysisFault } from './analysis-faults.ts'

/** Keeps why a track could not be analysed, and tells who waits for it. */
export async function saveFailure(
  trackId: string,
  { modelVersion, error }: { modelVersion: string; error: unknown },
  { db, notices, log }: Pick<Deps, 'db' | 'notices' | 'log'>,
): Promise<void> {
  const isFault = error instanceof AnalysisFault
  if (!isFault) log.error({ err: error, trackId }, 'a track could not be ingested')
  const { code, message } = isFault
    ? error
    : { code: 'ANALYSIS_FAILED', message: 'The analysis failed on this file. The server’s log says more.' }
  const failure = { modelVersion, code, message, failedAt: new Date() }
  const isPresent = await db.track.findUnique({ where: { id: trackId }, select: { id: true } })
  if (!isPresent) return
  await db.analysisFailure.upsert({ where: { trackId }, create: { trackId, ...failure }, update: failure })
  await notices.publish('analysis-progress', {
    trackId,
    step: 'failed',
    percent: 100,
    state: 'FAILED',
    error: { code, message },
  })
}
