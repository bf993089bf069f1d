import type { Deps } from '../deps.ts'
import { AnalyserUnavailableError, AnalysisFault, PoolClosedError } from './analysis-faults.ts'
import type { AnalysisPool } from './analysis-pool.ts'
import type { HeardTrack } from './heard-track.ts'
import { saveAnalysis } from './save-analysis.ts'
import { saveFailure } from './save-failure.ts'

export type IngestDeps = Pick<Deps, 'db' | 'storage' | 'notices' | 'log'>

export interface WaitingTrack {
  id: string
  audioKey: string
  mimeType: string
  /** as the tags say */
  durationMs: number
}

const PERCENT = { decode: 10, features: 50, listen: 60 }

/**
 * One track from storage to its stored analysis. What is wrong with the file is stored too, and told.
 * @throws AnalyserUnavailableError, PoolClosedError: the track waits
 */
export async function ingestTrack(
  track: WaitingTrack,
  { pool, modelVersion }: { pool: AnalysisPool; modelVersion: string },
  deps: IngestDeps,
): Promise<void> {
  const tell = (step: keyof typeof PERCENT) =>
    deps.notices.publish('analysis-progress', { trackId: track.id, step, percent: PERCENT[step], state: 'PENDING' })
  try {
    const heard = await hear(track, { pool, tell }, deps)
    demandWhole(heard, track)
    await saveAnalysis(track.id, heard, deps)
    await deps.notices.publish('analysis-progress', { trackId: track.id, step: 'saved', percent: 100, state: 'DONE' })
  } catch (error) {
    if (error instanceof AnalyserUnavailableError || error instanceof PoolClosedError) throw error
    await saveFailure(track.id, { modelVersion, error }, deps)
  }
}

async function hear(
  track: WaitingTrack,
  { pool, tell }: { pool: AnalysisPool; tell: (step: keyof typeof PERCENT) => Promise<void> },
  { storage }: IngestDeps,
): Promise<HeardTrack> {
  const file = await storage.localCopy(track.audioKey)
  let told = Promise.resolve()
  try {
    return await pool.analyse({
      path: file.path,
      onStep: (step) => {
        told = told.then(() => tell(step)).catch(() => undefined) // progress may be missed, but keeps its order
      },
    })
  } finally {
    await told
    await file.release()
  }
}

const NEGLIGIBLE_MS = 1000

/** Many an mp3 ends within a frame and lacks nothing that one could hear. */
function demandWhole(heard: HeardTrack, { mimeType, durationMs }: WaitingTrack) {
  if (!heard.isTruncated) return
  const missingMs = durationMs - heard.durationMs
  if (mimeType === 'audio/mpeg' && missingMs < NEGLIGIBLE_MS) return
  const length =
    missingMs > NEGLIGIBLE_MS ? `${seconds(heard.durationMs)} of ${seconds(durationMs)}` : seconds(heard.durationMs)
  throw new AnalysisFault('TRUNCATED', `The file breaks off after ${length}. Upload a complete copy.`)
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(0)} s`
