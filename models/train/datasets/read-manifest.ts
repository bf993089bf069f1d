import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { genreName } from './genre-name.ts'
import type { Dataset } from './labelled-track.ts'
import { parseCsv } from './parse-csv.ts'

/** A csv with the columns file (relative to the csv, or absolute), genre and, where known, artist. */
export async function readManifest(csvFile: string): Promise<Dataset> {
  const rows = parseCsv(await readFile(csvFile, 'utf8'))
  const dataset: Dataset = { layout: 'manifest', tracks: [], leftOut: [] }
  for (const [i, { file, genre, artist }] of rows.entries()) {
    if (!file) dataset.leftOut.push({ file: `line ${i + 2} of ${csvFile}`, reason: 'names no file' })
    else if (!genre) dataset.leftOut.push({ file, reason: 'has no genre' })
    else {
      const path = resolve(dirname(csvFile), file)
      const group = artist ? `artist ${artist.toLowerCase()}` : path
      dataset.tracks.push({ file: path, genre: genreName(genre), group })
    }
  }
  return dataset
}
