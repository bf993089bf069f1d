import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { genreName } from './genre-name.ts'
import type { Dataset, LabelledTrack } from './labelled-track.ts'
import { csvRows } from './parse-csv.ts'

/** The set's parts, each holding the ones before. */
export const FMA_SUBSETS = ['small', 'medium', 'large', 'full'] as const
export type FmaSubset = (typeof FMA_SUBSETS)[number]

/** Clips are 30 s; a few are cut off, and Mendes 2020 drops what is shorter than this. */
const MINIMUM_SECONDS = 28

/** FMA's table of tracks if it lies in the folder, beside the audio or as it is unpacked, else null. */
export function findFmaTable(folder: string): string | null {
  return [join(folder, 'tracks.csv'), join(folder, 'fma_metadata', 'tracks.csv')].find(existsSync) ?? null
}

/**
 * FMA (Defferrard et al. 2017): `tracks.csv` with its header of three rows and the clips as `000/000002.mp3`, below the
 * folder or below `fma_small` and the like. Tracks without a top genre or without a file are named as left out. The
 * set's own split, which keeps artists apart, is passed on.
 */
export async function readFma(folder: string, { subset }: { subset: FmaSubset }): Promise<Dataset> {
  const table = findFmaTable(folder)
  if (!table) throw new Error(`There is no tracks.csv in ${folder}.`)
  const audio = audioFolder(folder)
  const dataset: Dataset = { layout: 'fma', tracks: [], leftOut: [] }
  for (const row of fmaRows(await readFile(table, 'utf8'))) {
    if (FMA_SUBSETS.indexOf(row.subset as FmaSubset) > FMA_SUBSETS.indexOf(subset)) continue
    const file = join(audio, row.id.padStart(6, '0').slice(0, 3), `${row.id.padStart(6, '0')}.mp3`)
    if (!row.genre) dataset.leftOut.push({ file, reason: 'has no top genre' })
    else if (!existsSync(file)) dataset.leftOut.push({ file, reason: 'is missing' })
    else {
      const split = row.split as LabelledTrack['split']
      const group = `fma artist ${row.artist}`
      dataset.tracks.push({ file, genre: genreName(row.genre), group, split, minimumSeconds: MINIMUM_SECONDS })
    }
  }
  return dataset
}

type FmaRow = { id: string; subset: string; split: string; genre: string; artist: string }

/** Two rows name each column, a third the index. */
function* fmaRows(text: string): Generator<FmaRow> {
  const rows = csvRows(text)
  const [groups, names] = [rows.next().value, rows.next().value]
  rows.next()
  if (!groups || !names) return
  const columnOf = (group: string, name: string) => {
    const column = names.findIndex((candidate: string, i: number) => candidate === name && groups[i] === group)
    if (column < 0) throw new Error(`tracks.csv has no column ${group}/${name}.`)
    return column
  }
  const columns = {
    subset: columnOf('set', 'subset'),
    split: columnOf('set', 'split'),
    genre: columnOf('track', 'genre_top'),
    artist: columnOf('artist', 'id'),
  }
  for (const row of rows) {
    const { subset, split, genre, artist } = columns
    yield { id: row[0], subset: row[subset], split: row[split], genre: row[genre], artist: row[artist] }
  }
}

function audioFolder(folder: string): string {
  const named = [...FMA_SUBSETS].reverse().map((subset) => join(folder, `fma_${subset}`))
  return named.find(existsSync) ?? folder
}
