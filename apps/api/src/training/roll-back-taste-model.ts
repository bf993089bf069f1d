import { builder } from '../builder.ts'
import { requireAdmin } from '../context.ts'
import type { Deps } from '../deps.ts'
import { NotFoundError } from '../errors.ts'
import { changeLiveVersion, makeLive } from './change-live-version.ts'
import { pinVersion } from './pinned-version.ts'
import { listVersions, TasteModelVersion, type TasteModelVersionShape } from './taste-model-version.ts'

const RollBackTasteModelPayload = builder
  .objectRef<{ tasteModels: TasteModelVersionShape[] }>('RollBackTasteModelPayload')
  .implement({ fields: (t) => ({ tasteModels: t.expose('tasteModels', { type: [TasteModelVersion] }) }) })

builder.mutationField('rollBackTasteModel', (t) =>
  t.field({
    type: RollBackTasteModelPayload,
    description:
      'For admins. Puts an earlier version live in every process and keeps it there: newer ones wait for releaseTasteModel.',
    args: { version: t.arg.int({ required: true }) },
    errors: { types: [NotFoundError], union: { name: 'RollBackTasteModelResult' }, directResult: true },
    resolve: async (_root, { version }, context) => {
      requireAdmin(context)
      await rollBackTasteModel(version, context)
      return { tasteModels: await listVersions(context.db) }
    },
  }),
)

/** @throws NotFoundError where the version was never trained or is not kept any more */
export async function rollBackTasteModel(
  version: number,
  { db, notices }: Pick<Deps, 'db' | 'notices'>,
): Promise<void> {
  await changeLiveVersion({ db }, async (transaction) => {
    const found = await transaction.tasteModel.findUnique({ where: { id: version }, select: { id: true } })
    if (!found) throw new NotFoundError(`Version ${version}`)
    await makeLive(version, transaction)
    await pinVersion(version, transaction)
  })
  await notices.publish('model-live', { modelId: version })
}
