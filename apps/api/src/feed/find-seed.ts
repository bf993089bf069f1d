import type { RadioSeed } from '@segue/recommender/station-seed'
import { type Context, requireListener } from '../context.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { uuidOf } from '../global-id.ts'

export interface SeedArgs {
  trackId?: string | null
  artistId?: string | null
  genre?: string | null
  playlistId?: string | null
}

export interface Seed {
  seed: RadioSeed
  /** for people */
  name: string
  seedTrackId?: string
}

type SeedContext = Pick<Context, 'db' | 'viewer'>

/** What music goes on from. @throws InvalidInputError unless it is one thing, NotFoundError */
export async function findSeed(args: SeedArgs, context: SeedContext): Promise<Seed> {
  const { trackId, artistId, genre, playlistId } = args
  if (countSeeds(args) !== 1)
    throw new InvalidInputError('Start from one track, one artist, one genre or one playlist.')
  if (trackId) return trackSeed(uuidOf('Track', trackId), context)
  if (artistId) return artistSeed(uuidOf('Artist', artistId), context)
  if (playlistId) return playlistSeed(uuidOf('Playlist', playlistId), context)
  return { seed: { kind: 'genre', genre: genre! }, name: genre! }
}

export function countSeeds({ trackId, artistId, genre, playlistId }: SeedArgs): number {
  return [trackId, artistId, genre, playlistId].filter(Boolean).length
}

async function trackSeed(id: string, { db }: SeedContext): Promise<Seed> {
  const track = await db.track.findUnique({ where: { id }, select: { title: true } })
  if (!track) throw new NotFoundError('This track')
  return { seed: { kind: 'track', trackId: id }, name: `“${track.title}”`, seedTrackId: id }
}

async function artistSeed(id: string, { db }: SeedContext): Promise<Seed> {
  const artist = await db.artist.findUnique({ where: { id }, select: { name: true } })
  if (!artist) throw new NotFoundError('This artist')
  return { seed: { kind: 'artist', artistId: id }, name: artist.name }
}

async function playlistSeed(id: string, { db, viewer }: SeedContext): Promise<Seed> {
  const { listenerId } = requireListener({ viewer })
  const playlist = await db.playlist.findFirst({
    where: { id, OR: [{ ownerId: listenerId }, { isPublic: true }] },
    select: { title: true, items: { orderBy: { position: 'asc' }, select: { trackId: true } } },
  })
  if (!playlist) throw new NotFoundError('This playlist')
  return {
    seed: { kind: 'playlist', trackIds: playlist.items.map(({ trackId }) => trackId) },
    name: `“${playlist.title}”`,
  }
}
