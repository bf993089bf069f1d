import type { Prisma } from '@segue/prisma/generated/client/client'
import { builder } from '../builder.ts'
import { requireAdmin } from '../context.ts'
import type { Deps } from '../deps.ts'
import { NotFoundError } from '../errors.ts'
import { globalId, uuidOf } from '../global-id.ts'

type DeleteDeps = Pick<Deps, 'db' | 'storage' | 'notices'>

const DeleteTrackPayload = builder.objectRef<{ id: string }>('DeleteTrackPayload').implement({
  fields: (t) => ({ id: t.exposeID('id') }),
})

builder.mutationField('deleteTrack', (t) =>
  t.field({
    type: DeleteTrackPayload,
    description: 'For admins. Takes away the track, its file, and all that was said of it.',
    args: { id: t.arg.id({ required: true }) },
    errors: { types: [NotFoundError], union: { name: 'DeleteTrackResult' }, directResult: true },
    resolve: async (_root, { id }, context) => {
      requireAdmin(context)
      const trackId = uuidOf('Track', id)
      await deleteTrack(trackId, context)
      return { id: globalId('Track', trackId) }
    },
  }),
)

/**
 * Rows first, then files: a file that is left behind when the process dies costs room, a row without its file breaks
 * playback. An album and an artist without any other track go too.
 * @throws NotFoundError
 */
export async function deleteTrack(trackId: string, { db, storage, notices }: DeleteDeps): Promise<void> {
  const keys = await db.$transaction((transaction) => deleteRows(trackId, transaction))
  for (const key of keys) await storage.remove(key)
  await notices.publish('catalogue-changed', { trackIds: [trackId] })
}

/** @returns keys of the files that nothing refers to any more */
async function deleteRows(id: string, db: Prisma.TransactionClient): Promise<string[]> {
  const track = await db.track.findUnique({
    where: { id },
    select: {
      audioKey: true,
      artworkKey: true,
      artistId: true,
      albumId: true,
      album: { select: { artistId: true, artworkKey: true } },
    },
  })
  if (!track) throw new NotFoundError('This track')
  await db.track.delete({ where: { id }, select: { id: true } })
  if (track.albumId) await db.album.deleteMany({ where: { id: track.albumId, tracks: { none: {} } } })
  const artistIds = [track.artistId, ...(track.album ? [track.album.artistId] : [])]
  await db.artist.deleteMany({ where: { id: { in: artistIds }, tracks: { none: {} }, albums: { none: {} } } })
  const pictures = [track.artworkKey, track.album?.artworkKey].filter((key) => typeof key === 'string')
  return [track.audioKey, ...(await unusedPictures([...new Set(pictures)], db))]
}

/** The tracks of an album carry the same picture. */
async function unusedPictures(keys: string[], db: Prisma.TransactionClient): Promise<string[]> {
  const where = { artworkKey: { in: keys } }
  const used = [
    ...(await db.track.findMany({ where, select: { artworkKey: true }, distinct: 'artworkKey' })),
    ...(await db.album.findMany({ where, select: { artworkKey: true }, distinct: 'artworkKey' })),
  ]
  return keys.filter((key) => !used.some(({ artworkKey }) => artworkKey === key))
}
