import { once } from 'node:events'
import type { Deps } from '../deps.ts'
import { startThread } from '../start-thread.ts'
import type { TrainingAnswer, TrainingOrder } from './train-thread.ts'

type TrainDeps = Pick<Deps, 'config' | 'db' | 'notices' | 'log'>

export type TrainingOutcome =
  | { state: 'not due' }
  | { state: 'too little to learn from' }
  /** the new model did worse than the live one and is kept for the record only */
  | { state: 'rejected'; modelId: number }
  | { state: 'live'; modelId: number }

const DAY_MS = 86_400_000
const VERSIONS_KEPT = 5

/**
 * Learns a new taste model from the whole log and puts it live, if enough has happened since the last one: the
 * configured number of events, or any within a day. Cheap to call often.
 */
export async function trainTasteModel(deps: TrainDeps): Promise<TrainingOutcome> {
  const lastSequence = await newestSequence(deps)
  if (!(await isDue(deps))) return { state: 'not due' }
  const { fitted } = await runThread({ databaseUrl: deps.config.databaseUrl })
  if (!fitted) return { state: 'too little to learn from' }
  const modelId = await saveModel({ ...fitted, lastSequence }, deps)
  deps.log.info({ modelId, ...fitted.report }, 'taste model trained')
  if (!fitted.report.holds) return { state: 'rejected', modelId }
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
  if (!newest || newEvents === 0) return newest ? soundChanged(newest.report, db) : false
  return Date.now() - newest.trainedAt.getTime() > DAY_MS || soundChanged(newest.report, db)
}

/** A new analyser's embeddings have another length: the model has to learn them before tracks have a sound again. */
async function soundChanged(report: unknown, db: Deps['db']): Promise<boolean> {
  const { dims } = report as { dims: number }
  const [row] = await db.$queryRaw<{ other: boolean }[]>`
    select count(*) > 0 and bool_and(octet_length(embedding) <> ${dims * 4}::int) as other from "TrackAnalysis"`
  return row?.other ?? false
}

async function runThread(order: TrainingOrder): Promise<TrainingAnswer> {
  const thread = startThread(new URL('./train-thread.ts', import.meta.url), { data: order })
  try {
    const [answer] = await Promise.race([
      once(thread, 'message'),
      once(thread, 'exit').then(([code]) => {
        throw new Error(`the training thread ended with code ${code}`)
      }),
    ])
    return answer as TrainingAnswer
  } finally {
    await thread.terminate()
  }
}

type Fitted = NonNullable<TrainingAnswer['fitted']>

/** The swap is one transaction: at every moment exactly one model is live. */
async function saveModel(
  { weights, report, tracks, lastSequence }: Fitted & { lastSequence: bigint },
  { db }: Pick<Deps, 'db'>,
): Promise<number> {
  const { events, listeners, holds } = report
  return db.$transaction(async (transaction) => {
    if (holds) await transaction.tasteModel.updateMany({ where: { isLive: true }, data: { isLive: false } })
    const { id } = await transaction.tasteModel.create({
      data: { lastSequence, events, listeners, tracks, weights, report: { ...report }, isLive: holds },
      select: { id: true },
    })
    const kept = await transaction.tasteModel.findMany({
      orderBy: { id: 'desc' },
      take: VERSIONS_KEPT,
      select: { id: true },
    })
    await transaction.tasteModel.deleteMany({
      where: { isLive: false, id: { notIn: kept.map((model) => model.id) } },
    })
    return id
  })
}
