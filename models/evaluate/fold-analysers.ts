import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Analyser, loadAnalyser } from '../src/load-analyser.ts'

/** Beside each network of a cross-validation: what it was not trained on. */
export const HELD_OUT_FILE = 'held-out.json'

/** Answers for a track; `fold` tells whose answers may be compared with each other. */
export type Listener = { analyser: Analyser; fold: number }

/** Which analyser may be asked about a file; null where all of them were trained on it. */
export type ListenerOf = (file: string) => Listener | null

/** One analyser for everything. */
export function oneListener(analyser: Analyser): ListenerOf {
  return () => ({ analyser, fold: 0 })
}

/**
 * The networks of a cross-validation (`npm run train -- --folds N --keep-folds FOLDER`): each answers only for the
 * tracks that it was not trained on.
 * @throws Error where the folder holds none
 */
export async function heldOutListeners(folder: string): Promise<ListenerOf> {
  const names = (await readdir(folder)).filter((name) => /^fold-\d+$/.test(name)).sort()
  if (names.length === 0) throw new Error(`There are no networks of a cross-validation in ${folder}.`)
  const listeners = new Map<string, Listener>()
  for (const [fold, name] of names.entries()) {
    const analyser = await loadAnalyser({ folder: join(folder, name) })
    const tracks = JSON.parse(await readFile(join(folder, name, HELD_OUT_FILE), 'utf8')) as string[]
    for (const track of tracks) listeners.set(track, { analyser, fold })
  }
  return (file) => listeners.get(trackName(file)) ?? null
}

export async function writeHeldOut(folder: string, files: string[]): Promise<void> {
  await writeFile(join(folder, HELD_OUT_FILE), `${JSON.stringify(files.map(trackName))}\n`)
}

/** A file with its folder, the same wherever the data set lies. */
function trackName(file: string): string {
  return `${basename(dirname(file))}/${basename(file)}`
}
