import type { Db } from '@segue/prisma/client'
import type { Prisma } from '@segue/prisma/generated/client/client'
import { type Context, requireListener } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import { uuidOf } from '../global-id.ts'

export type PlaylistContext = Pick<Context, 'db' | 'viewer'>

/**
 * Changes a playlist of the listener's, one change after another: who comes second sees what the first one did.
 * @returns the playlist's UUID
 * @throws UnauthenticatedError, NotFoundError, also for somebody else's
 */
export async function changeOwnPlaylist(
  id: string,
  { db, viewer }: PlaylistContext,
  change: (playlistId: string, transaction: Prisma.TransactionClient) => Promise<unknown>,
): Promise<string> {
  const { listenerId } = requireListener({ viewer })
  const playlistId = uuidOf('Playlist', id)
  await db.$transaction(async (transaction) => {
    const [own] = await transaction.$queryRaw<{ id: string }[]>`
      select id from "Playlist" where id = ${playlistId}::uuid and "ownerId" = ${listenerId}::uuid for update`
    if (!own) throw new NotFoundError('This playlist')
    await change(playlistId, transaction)
    await transaction.playlist.updateMany({ where: { id: playlistId }, data: { updatedAt: new Date() } })
  })
  return playlistId
}

/** Its items' UUIDs in their order. */
export async function itemIdsOf(playlistId: string, db: Db | Prisma.TransactionClient): Promise<string[]> {
  const items = await db.playlistItem.findMany({
    where: { playlistId },
    orderBy: { position: 'asc' },
    select: { id: true },
  })
  return items.map(({ id }) => id)
}

/** Numbers the items anew, in the order given. No two may have one position at any moment, so they step aside first. */
export async function renumber(itemIds: readonly string[], transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$executeRaw`
    update "PlaylistItem" set position = -1 - position where id = any(${itemIds}::uuid[])`
  await transaction.$executeRaw`
    update "PlaylistItem" item set position = ordered.place - 1
    from unnest(${itemIds}::uuid[]) with ordinality as ordered(id, place) where item.id = ordered.id`
}
