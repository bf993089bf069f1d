import type { Db } from '@segue/prisma/client'
import { Prisma } from '@segue/prisma/generated/client/client'
import { InvalidInputError, NotFoundError } from './errors.ts'

export const MOST_ITEMS = 2_000
const MOST_PLAYLISTS = 1_000
const LONGEST_TITLE = 120

export interface NewPlaylist {
  title: string
  ownerId: string
  trackIds: readonly string[]
}

/** Private until its owner says otherwise. @returns its UUID @throws InvalidInputError, NotFoundError */
export async function newPlaylist({ title, ownerId, trackIds }: NewPlaylist, db: Db): Promise<string> {
  const checked = playlistTitle(title)
  if (trackIds.length > MOST_ITEMS)
    throw new InvalidInputError(`A playlist holds at most ${MOST_ITEMS} tracks.`, 'trackIds')
  if ((await db.playlist.count({ where: { ownerId } })) >= MOST_PLAYLISTS)
    throw new InvalidInputError(`You have ${MOST_PLAYLISTS} playlists. Delete one first.`)
  const items = trackIds.map((trackId, position) => ({ trackId, position }))
  const { id } = await demandTracks(() =>
    db.playlist.create({
      data: { title: checked, ownerId, items: { createMany: { data: items } } },
      select: { id: true },
    }),
  )
  return id
}

/** @throws InvalidInputError */
export function playlistTitle(title: string): string {
  const trimmed = title.replace(/\s+/g, ' ').trim()
  if (!trimmed || trimmed.length > LONGEST_TITLE)
    throw new InvalidInputError(`Name the playlist, with at most ${LONGEST_TITLE} characters.`, 'title')
  return trimmed
}

/** The database knows best which tracks there are. @throws NotFoundError for one that is not */
export async function demandTracks<T>(insert: () => Promise<T>): Promise<T> {
  try {
    return await insert()
  } catch (error) {
    const isMissing = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003'
    throw isMissing ? new NotFoundError('One of these tracks') : error
  }
}
