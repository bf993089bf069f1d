import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LabelledTrack } from './labelled-track.ts'
import { readFolderPerGenre } from './read-folder-per-genre.ts'
import { readManifest } from './read-manifest.ts'

/** Reads a csv, a folder with a manifest.csv, or a folder per genre. */
export async function readDataset(path: string): Promise<LabelledTrack[]> {
  if (!existsSync(path)) throw new Error(`There is no data set at ${path}.`)
  if (!statSync(path).isDirectory()) return readManifest(path)
  const manifest = join(path, 'manifest.csv')
  return existsSync(manifest) ? readManifest(manifest) : readFolderPerGenre(path)
}
