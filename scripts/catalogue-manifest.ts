import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Deps } from '../apps/api/src/deps.ts'

/** Of fewer tracks nothing can be learnt and nothing held out. */
const FEWEST_TRACKS = 8

export interface CatalogueManifest {
  file: string
  tracks: number
  genres: string[]
  /** Tracks without a genre in their tags, or with one that too few others share. */
  leftOut: number
  /** Gives back what was fetched from a remote storage. */
  release(): Promise<void>
}

/**
 * Writes manifest.csv (file, genre, artist) of the tracks whose own tags name their genre, for the training of networks.
 * The composed demo is no music to learn from.
 */
export async function writeCatalogueManifest(
  folder: string,
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
): Promise<CatalogueManifest> {
  const all = await db.track.findMany({
    where: { isDemo: false },
    select: { audioKey: true, taggedGenre: true, artist: { select: { name: true } } },
    orderBy: { id: 'asc' },
  })
  const counts = new Map<string, number>()
  for (const { taggedGenre } of all) if (taggedGenre) counts.set(taggedGenre, (counts.get(taggedGenre) ?? 0) + 1)
  const genres = [...counts].flatMap(([genre, count]) => (count >= FEWEST_TRACKS ? [genre] : [])).sort()
  const chosen = all.filter(({ taggedGenre }) => taggedGenre && genres.includes(taggedGenre))
  const copies = await Promise.all(chosen.map(({ audioKey }) => storage.localCopy(audioKey).catch(() => null)))
  const rows = chosen.flatMap(({ taggedGenre, artist }, i) => {
    const copy = copies[i]
    return copy ? [[copy.path, taggedGenre ?? '', artist.name].map(quoted).join(',')] : []
  })
  const file = path.join(folder, 'manifest.csv')
  await writeFile(file, `${['file,genre,artist', ...rows].join('\n')}\n`)
  const release = async () => {
    for (const copy of copies) await copy?.release()
  }
  return { file, tracks: rows.length, genres, leftOut: all.length - rows.length, release }
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
