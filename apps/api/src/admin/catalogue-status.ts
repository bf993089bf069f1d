import { shippedAnalysisVersion } from '@segue/models/analysis-version'
import type { Db } from '@segue/prisma/client'
import { builder } from '../builder.ts'
import { requireAdmin } from '../context.ts'
import { readDemoStatus } from '../demo-status.ts'
import { DemoStatus } from '../demo-status-ref.ts'
import type { Deps } from '../deps.ts'

type TasteModelShape = NonNullable<Awaited<ReturnType<typeof liveModel>>>

const TasteModelInfo = builder.objectRef<TasteModelShape>('TasteModelInfo').implement({
  fields: (t) => ({
    id: t.exposeInt('id'),
    trainedAt: t.expose('trainedAt', { type: 'DateTime' }),
    events: t.exposeInt('events'),
    listeners: t.exposeInt('listeners'),
    tracks: t.exposeInt('tracks'),
  }),
})

const CatalogueStatus = builder.objectRef<CatalogueCounts>('CatalogueStatus').implement({
  fields: (t) => ({
    tracks: t.exposeInt('tracks'),
    artists: t.exposeInt('artists'),
    albums: t.exposeInt('albums'),
    listeners: t.exposeInt('listeners'),
    events: t.exposeInt('events'),
    analysed: t.exposeInt('analysed', { description: 'By the current model.' }),
    pending: t.exposeInt('pending'),
    failed: t.exposeInt('failed'),
    modelVersion: t.exposeString('modelVersion', { nullable: true, description: 'Of the analyser in use.' }),
    tasteModel: t.field({
      type: TasteModelInfo,
      nullable: true,
      resolve: (_status, _args, { db }) => liveModel(db),
    }),
    demo: t.field({ type: DemoStatus, resolve: (_status, _args, context) => readDemoStatus(context) }),
  }),
})

builder.queryField('catalogueStatus', (t) =>
  t.field({
    type: CatalogueStatus,
    description: 'For admins.',
    resolve: async (_root, _args, context) => {
      requireAdmin(context)
      return countCatalogue(context)
    },
  }),
)

interface CatalogueCounts {
  tracks: number
  artists: number
  albums: number
  listeners: number
  events: number
  analysed: number
  pending: number
  failed: number
  modelVersion: string | null
}

/** What waits is what the worker's backlog holds: neither an analysis nor a failure by the model in use. */
async function countCatalogue({ db, log }: Pick<Deps, 'db' | 'log'>): Promise<CatalogueCounts> {
  const modelVersion = await currentModelVersion(log)
  const [counts] = await db.$queryRaw<Omit<CatalogueCounts, 'pending' | 'modelVersion'>[]>`
    select
      (select count(*)::int from "Track") as tracks,
      (select count(*)::int from "Artist") as artists,
      (select count(*)::int from "Album") as albums,
      (select count(*)::int from "Listener") as listeners,
      (select count(*)::int from "FeedbackEvent") as events,
      (select count(*)::int from "TrackAnalysis" where "modelVersion" = ${modelVersion}) as analysed,
      (select count(*)::int from "AnalysisFailure" failure where "modelVersion" = ${modelVersion}
        and not exists (select from "TrackAnalysis" analysis
          where analysis."trackId" = failure."trackId" and analysis."modelVersion" = ${modelVersion})) as failed`
  const { tracks, analysed, failed } = counts!
  return { ...counts!, pending: tracks - analysed - failed, modelVersion }
}

/** Nothing where the weights are missing or broken: the page that shows it should still open. */
async function currentModelVersion(log: Deps['log']): Promise<string | null> {
  try {
    return await shippedAnalysisVersion()
  } catch (error) {
    log.warn({ err: error }, 'the analyser has no valid card')
    return null
  }
}

function liveModel(db: Db) {
  return db.tasteModel.findFirst({
    where: { isLive: true },
    select: { id: true, trainedAt: true, events: true, listeners: true, tracks: true },
  })
}
