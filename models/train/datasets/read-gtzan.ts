import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { GTZAN_ARTISTS, GTZAN_DAMAGED, GTZAN_REPETITIONS } from './gtzan-index.ts'
import type { Dataset, LabelledTrack } from './labelled-track.ts'
import { readFolderPerGenre } from './read-folder-per-genre.ts'

const EXCERPT = /^([a-z]+)\.(\d{5})\./
/** Where the copies of the set keep the genres' folders. */
const INNER_FOLDERS = ['genres_original', 'genres']

/** The folder with GTZAN's genres if its files are named as there (`blues.00042.wav`), else null. */
export function findGtzan(folder: string): string | null {
  const inner = INNER_FOLDERS.map((name) => join(folder, name)).find(existsSync) ?? folder
  const blues = join(inner, 'blues')
  return existsSync(blues) && readdirSync(blues).some((name) => EXCERPT.test(name)) ? inner : null
}

/**
 * GTZAN (Tzanetakis & Cook 2002), with what Sturm found: artists become groups, exact repetitions and damaged files are
 * left out. With `faults: 'keep'` it is read as it is, every file its own group, as most published figures have it.
 */
export async function readGtzan(folder: string, { faults }: { faults: 'leave-out' | 'keep' }): Promise<Dataset> {
  const whole = await readFolderPerGenre(folder)
  if (faults === 'keep') return { ...whole, layout: 'gtzan' }
  const artists = new Map(
    GTZAN_ARTISTS.flatMap((line, i) => excerptsOf(line).map((name) => [name, `gtzan artist ${i}`])),
  )
  const repeated = new Set(GTZAN_REPETITIONS.flatMap(excerptsOf))
  const damaged = new Set(GTZAN_DAMAGED.flatMap(excerptsOf))
  const dataset: Dataset = { ...whole, layout: 'gtzan', tracks: [] }
  for (const track of whole.tracks) {
    const name = excerptName(track)
    if (repeated.has(name)) dataset.leftOut.push({ file: track.file, reason: 'repeats another excerpt' })
    else if (damaged.has(name)) dataset.leftOut.push({ file: track.file, reason: 'is known to be damaged' })
    else dataset.tracks.push({ ...track, group: artists.get(name) ?? track.group })
  }
  return dataset
}

function excerptName({ file }: LabelledTrack): string {
  const [, genre, number] = EXCERPT.exec(basename(file)) ?? []
  return genre ? `${genre} ${Number(number)}` : file
}

/** `rock 1-3 7 metal 5` → rock 1, rock 2, rock 3, rock 7, metal 5. */
function excerptsOf(line: string): string[] {
  let genre = ''
  return line.split(' ').flatMap((token) => {
    if (/^[a-z]/.test(token)) {
      genre = token
      return []
    }
    const [first, last = first] = token.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, i) => `${genre} ${first + i}`)
  })
}
