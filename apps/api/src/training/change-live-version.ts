import type { Prisma } from '@segue/prisma/generated/client/client'
import type { Deps } from '../deps.ts'

/**
 * One change at a time over all processes, each whole: at every moment exactly one model is live, and whether one is
 * pinned does not change between reading it and acting on it.
 */
export function changeLiveVersion<T>(
  { db }: Pick<Deps, 'db'>,
  change: (transaction: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return db.$transaction(async (transaction) => {
    await transaction.$executeRaw`select pg_advisory_xact_lock(hashtext('segue live taste model'))`
    return change(transaction)
  })
}

export async function makeLive(id: number, transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.tasteModel.updateMany({ where: { isLive: true, id: { not: id } }, data: { isLive: false } })
  await transaction.tasteModel.update({ where: { id }, data: { isLive: true }, select: { id: true } })
}
