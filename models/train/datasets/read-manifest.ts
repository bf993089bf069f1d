import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LabelledTrack } from './labelled-track.ts'
import { parseCsv } from './parse-csv.ts'

/** A csv with the columns file (relative to the csv), genre and, where known, artist. */
export async function readManifest(csvFile: string): Promise<LabelledTrack[]> {
  const rows = parseCsv(await readFile(csvFile, 'utf8'))
  return rows.map(({ file, genre, artist }) => ({
    file: join(dirname(csvFile), file),
    genre: genre.toLowerCase(),
    group: artist ? `artist ${artist.toLowerCase()}` : join(dirname(csvFile), file),
  }))
}
