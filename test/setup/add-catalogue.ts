import { randomUUID } from 'node:crypto'
import type { Deps } from '../../apps/api/src/deps.ts'
import { nameKey } from '../../apps/api/src/name-key.ts'

export interface CatalogueTrack {
  title: string
  artist: string
  album?: string
  taggedGenre?: string
  createdAt?: Date
}

/** Tracks that can be browsed, not heard. @returns their UUIDs, in the order given */
export async function addCatalogue({ db }: Pick<Deps, 'db'>, tracks: readonly CatalogueTrack[]): Promise<string[]> {
  const ids: string[] = []
  for (const { title, artist, album, taggedGenre, createdAt } of tracks) {
    const key = nameKey(artist)
    const { id: artistId } = await db.artist.upsert({
      where: { nameKey: key },
      create: { nameKey: key, name: artist },
      update: {},
    })
    const albumId = album
      ? await db.album
          .upsert({
            where: { artistId_titleKey: { artistId, titleKey: nameKey(album) } },
            create: { artistId, titleKey: nameKey(album), title: album },
            update: {},
          })
          .then(({ id }) => id)
      : undefined
    const id = randomUUID()
    await db.track.create({
      data: {
        id,
        title,
        artistId,
        albumId,
        taggedGenre,
        createdAt,
        contentHash: id,
        audioKey: `audio/${id}.mp3`,
        mimeType: 'audio/mpeg',
        sizeBytes: 1_000_000n,
        durationMs: 200_000,
        fileName: `${title}.mp3`,
      },
    })
    ids.push(id)
  }
  return ids
}
