import { builder } from '../builder.ts'
import { requireAdmin } from '../context.ts'
import type { Deps } from '../deps.ts'
import { changeLiveVersion, makeLive } from './change-live-version.ts'
import { unpinVersion } from './pinned-version.ts'
import { listVersions, TasteModelVersion, type TasteModelVersionShape } from './taste-model-version.ts'

const ReleaseTasteModelPayload = builder
  .objectRef<{ tasteModels: TasteModelVersionShape[] }>('ReleaseTasteModelPayload')
  .implement({ fields: (t) => ({ tasteModels: t.expose('tasteModels', { type: [TasteModelVersion] }) }) })

builder.mutationField('releaseTasteModel', (t) =>
  t.field({
    type: ReleaseTasteModelPayload,
    description:
      'For admins. Ends a roll-back: the newest version that held goes live, and later ones as they are trained.',
    resolve: async (_root, _args, context) => {
      requireAdmin(context)
      await releaseTasteModel(context)
      return { tasteModels: await listVersions(context.db) }
    },
  }),
)

export async function releaseTasteModel({ db, notices }: Pick<Deps, 'db' | 'notices'>): Promise<void> {
  const modelId = await changeLiveVersion({ db }, async (transaction) => {
    await unpinVersion(transaction)
    const newest = await transaction.tasteModel.findFirst({
      where: { report: { path: ['holds'], equals: true } },
      orderBy: { id: 'desc' },
      select: { id: true },
    })
    if (newest) await makeLive(newest.id, transaction)
    return newest?.id
  })
  if (modelId !== undefined) await notices.publish('model-live', { modelId })
}
