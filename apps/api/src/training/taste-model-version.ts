import type { Db } from '@segue/prisma/client'
import { builder } from '../builder.ts'
import { requireAdmin } from '../context.ts'
import { readPinnedVersion } from './pinned-version.ts'

export interface TasteModelVersionShape {
  id: number
  trainedAt: Date
  events: number
  listeners: number
  tracks: number
  sizeBytes: number
  isLive: boolean
  isPinned: boolean
  report: { holds: boolean; candidate: { recall: number; ndcg: number; listeners: number } }
}

export const TasteModelVersion = builder.objectRef<TasteModelVersionShape>('TasteModelVersion').implement({
  description: 'One trained taste model. The last five are kept, and the live one.',
  fields: (t) => ({
    version: t.exposeInt('id'),
    trainedAt: t.expose('trainedAt', { type: 'DateTime' }),
    events: t.exposeInt('events', { description: 'Signals that it learned from.' }),
    listeners: t.exposeInt('listeners'),
    tracks: t.exposeInt('tracks'),
    sizeBytes: t.exposeInt('sizeBytes'),
    isLive: t.exposeBoolean('isLive'),
    isPinned: t.exposeBoolean('isPinned', { description: 'An admin went back to it; newer ones wait.' }),
    holds: t.boolean({
      description: 'Foretold the newest signals about as well as the version before it, or better.',
      resolve: ({ report }) => report.holds,
    }),
    ndcg: t.float({
      description: 'NDCG@20 on signals that it had not seen, 0 … 1.',
      resolve: ({ report }) => report.candidate.ndcg,
    }),
    recall: t.float({ description: 'Recall@20 on the same.', resolve: ({ report }) => report.candidate.recall }),
    judges: t.int({
      description: 'Listeners whose signals judged it.',
      resolve: ({ report }) => report.candidate.listeners,
    }),
  }),
})

builder.queryField('tasteModels', (t) =>
  t.field({
    type: [TasteModelVersion],
    description: 'For admins: the versions of the taste model that are kept, newest first.',
    resolve: (_root, _args, context) => {
      requireAdmin(context)
      return listVersions(context.db)
    },
  }),
)

/** Without the weights: each has megabytes of them. */
export async function listVersions(db: Db): Promise<TasteModelVersionShape[]> {
  const pinned = await readPinnedVersion(db)
  const rows = await db.$queryRaw<Omit<TasteModelVersionShape, 'isPinned'>[]>`
    select id, "trainedAt", events, listeners, tracks, octet_length(weights) as "sizeBytes", "isLive", report
    from "TasteModel" order by id desc`
  return rows.map((row) => ({ ...row, isPinned: row.id === pinned }))
}
