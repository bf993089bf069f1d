import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from './labelled-track.ts'
import { type FmaSubset, findFmaTable, readFma } from './read-fma.ts'
import { readFolderPerGenre } from './read-folder-per-genre.ts'
import { findGtzan, readGtzan } from './read-gtzan.ts'
import { readManifest } from './read-manifest.ts'

export type DatasetOptions = {
  /** Of FMA; small by default. */
  subset?: FmaSubset
  /** Of GTZAN: leave out known faults and group by artist, which is the default, or take it as it is. */
  faults?: 'leave-out' | 'keep'
}

/** Reads a csv, a folder with a manifest.csv, FMA, GTZAN, or any folder per genre. */
export async function readDataset(path: string, options: DatasetOptions = {}): Promise<Dataset> {
  const { subset = 'small', faults = 'leave-out' } = options
  if (!existsSync(path)) throw new Error(`There is no data set at ${path}.`)
  if (!statSync(path).isDirectory()) return readManifest(path)
  const manifest = join(path, 'manifest.csv')
  if (existsSync(manifest)) return readManifest(manifest)
  if (findFmaTable(path)) return readFma(path, { subset })
  const gtzan = findGtzan(path)
  return gtzan ? readGtzan(gtzan, { faults }) : readFolderPerGenre(path)
}
