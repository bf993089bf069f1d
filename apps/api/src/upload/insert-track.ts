import type { Deps } from '../deps.ts'
import { nameKey } from '../name-key.ts'
import type { Tags } from './read-tags.ts'
import type { UploadSource } from './upload-track.ts'

export interface NewTrack {
  contentHash: string
  sizeBytes: number
  tags: Tags
  audioKey: string
  artworkKey?: string
  mimeType: string
  source: UploadSource
}

type InsertDeps = Pick<Deps, 'db'>

/** Artist and album are found or made on the way. Of two uploads of one file at the same time, one is a duplicate. */
export async function insertTrack(
  track: NewTrack,
  { db }: InsertDeps,
): Promise<{ state: 'STORED' | 'DUPLICATE'; trackId: string }> {
  const { tags, source, contentHash } = track
  const isDemo = source.demoKey !== undefined
  const artistId = await artistNamed(tags.artist, { db, isDemo })
  const albumArtistId = tags.albumArtist ? await artistNamed(tags.albumArtist, { db, isDemo }) : artistId
  const albumId = tags.album ? await albumOf(albumArtistId, track, { db, isDemo }) : undefined
  const row = {
    title: tags.title,
    artistId,
    albumId,
    trackNumber: tags.trackNumber,
    year: tags.year,
    taggedGenre: tags.genre,
    contentHash,
    audioKey: track.audioKey,
    artworkKey: track.artworkKey,
    mimeType: track.mimeType,
    sizeBytes: BigInt(track.sizeBytes),
    durationMs: tags.durationMs ?? 0,
    fileName: source.fileName,
    isDemo,
    demoKey: source.demoKey,
    uploadedById: source.uploadedById,
  }
  const { count } = await db.track.createMany({ data: [row], skipDuplicates: true })
  const { id } = await db.track.findUniqueOrThrow({ where: { contentHash }, select: { id: true } })
  return { state: count === 1 ? 'STORED' : 'DUPLICATE', trackId: id }
}

/** A demo artist whose name a real upload bears becomes real: the removal of the demo must not take them away. */
async function artistNamed(name: string, { db, isDemo }: InsertDeps & { isDemo: boolean }): Promise<string> {
  const key = nameKey(name)
  const { id } = await db.artist.upsert({
    where: { nameKey: key },
    create: { nameKey: key, name, isDemo },
    update: isDemo ? {} : { isDemo: false },
    select: { id: true },
  })
  return id
}

async function albumOf(
  artistId: string,
  { tags, artworkKey }: NewTrack,
  { db, isDemo }: InsertDeps & { isDemo: boolean },
): Promise<string> {
  const titleKey = nameKey(tags.album!)
  const { id, ...album } = await db.album.upsert({
    where: { artistId_titleKey: { artistId, titleKey } },
    create: { artistId, titleKey, title: tags.album!, year: tags.year, artworkKey, isDemo },
    update: isDemo ? {} : { isDemo: false },
    select: { id: true, artworkKey: true },
  })
  if (!album.artworkKey && artworkKey) await db.album.update({ where: { id }, data: { artworkKey } })
  return id
}
