import type { Deps } from '../deps.ts'
import { startThread } from '../start-thread.ts'
import { changeLiveVersion, makeLive } from './change-live-version.ts'
import { readPinnedVersion } from './pinned-version.ts'
import type { TrainingAnswer, TrainingMessage, TrainingOrder } from './train-thread.ts'

type TrainDeps = Pick<Deps, 'config' | 'db' | 'notices' | 'log'>

export type TrainingOutcome =
  | { state: 'not due' }
  | { state: 'too little to learn from' }
  /** the new model did worse than the live one and is kept for the record only */
  | { state: 'rejected'; modelId: number }
  /** it held, but an admin went back to another version, which stays live until it is released */
  | { state: 'waiting'; modelId: number }
  | { state: 'live'; modelId: number }

const DAY_MS = 86_400_000
const VERSIONS_KEPT = 5
/** New sounds, as a share of those the image of sound was learned from, that are worth learning it anew. */
const NEW_SOUNDS_SHARE = 0.1

/**
 * Learns a new taste model from the whole log and puts it live, if enough has happened since the last one: the
 * configured number of events, any within a day, or a large import. Cheap to call often.
 */
export async function trainTasteModel(deps: TrainDeps): Promise<TrainingOutcome> {
  const lastSequence = await newestSequence(deps)
  if (!(await isDue(deps))) return { state: 'not due' }
  const { fitted } = await runThread({ databaseUrl: deps.config.databaseUrl }, deps)
  if (!fitted) return { state: 'too little to learn from' }
  const { modelId, isLive } = await saveModel({ ...fitted, lastSequence }, deps)
  deps.log.info({ modelId, isLive, ...fitted.report }, 'taste model trained')
  if (!isLive) return { state: fitted.report.holds ? 'waiting' : 'rejected', modelId }
  await deps.notices.publish('model-live', { modelId })
  return { state: 'live', modelId }
}

/** What arrives during the training counts as new for the next one. */
async function newestSequence({ db }: Pick<Deps, 'db'>): Promise<bigint> {
  const { _max } = await db.feedbackEvent.aggregate({ _max: { sequence: true } })
  return _max.sequence ?? 0n
}

async function isDue({ db, config }: Pick<Deps, 'db' | 'config'>): Promise<boolean> {
  const newest = await db.tasteModel.findFirst({
    orderBy: { id: 'desc' },
    select: { trainedAt: true, lastSequence: true, report: true },
  })
  const since = newest?.lastSequence ?? 0n
  const newEvents = await db.feedbackEvent.count({ where: { sequence: { gt: since }, isPrivate: false } })
  if (newEvents >= config.retrainAfterEvents) return true
  if (!newest) return false
  if (newEvents > 0 && Date.now() - newest.trainedAt.getTime() > DAY_MS) return true
  return soundChanged(newest.report, db)
}

/**
 * A new analyser's embeddings have another length: the model has to learn them before tracks have a sound again. And
 * when a large import has been listened to, to its last track, what the model thinks of sound rests on too little of it.
 */
async function soundChanged(report: unknown, db: Deps['db']): Promise<boolean> {
  const { dims, sounds } = report as { dims: number; sounds?: number }
  const [row] = await db.$queryRaw<{ analysed: number; other: boolean; waiting: number }[]>`
    select count(*)::int as analysed,
      count(*) > 0 and bool_and(octet_length(embedding) <> ${dims * 4}::int) as other,
      (select count(*)::int from "Track" track
        where not exists (select from "TrackAnalysis" where "trackId" = track.id)
        and not exists (select from "AnalysisFailure" where "trackId" = track.id)) as waiting
    from "TrackAnalysis"`
  const { analysed, other, waiting } = row!
  if (other) return true
  return sounds !== undefined && waiting === 0 && analysed > sounds * (1 + NEW_SOUNDS_SHARE)
}

async function runThread(
  order: TrainingOrder,
  { notices, log }: Pick<TrainDeps, 'notices' | 'log'>,
): Promise<TrainingAnswer> {
  const thread = startThread(new URL('./train-thread.ts', import.meta.url), { data: order })
  try {
    return await new Promise<TrainingAnswer>((resolve, reject) => {
      thread.on('message', (message: TrainingMessage) => {
        if ('answer' in message) return resolve(message.answer)
        notices
          .publish('training-progress', message)
          .catch((error) => log.warn({ err: error }, 'nobody could be told how far the training is'))
      })
      thread.once('error', reject)
      thread.once('exit', (code) => reject(new Error(`the training thread ended with code ${code}`)))
    })
  } finally {
    await thread.terminate()
  }
}

type Fitted = NonNullable<TrainingAnswer['fitted']>

async function saveModel(
  { weights, report, tracks, lastSequence }: Fitted & { lastSequence: bigint },
  { db }: Pick<Deps, 'db'>,
): Promise<{ modelId: number; isLive: boolean }> {
  const { events, listeners, holds } = report
  return changeLiveVersion({ db }, async (transaction) => {
    const isLive = holds && (await readPinnedVersion(transaction)) === undefined
    const { id } = await transaction.tasteModel.create({
      data: { lastSequence, events, listeners, tracks, weights, report: { ...report } },
      select: { id: true },
    })
    if (isLive) await makeLive(id, transaction)
    const kept = await transaction.tasteModel.findMany({
      orderBy: { id: 'desc' },
      take: VERSIONS_KEPT,
      select: { id: true },
    })
    await transaction.tasteModel.deleteMany({
      where: { isLive: false, id: { notIn: kept.map((model) => model.id) } },
    })
    return { modelId: id, isLive }
  })
}
