import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { genreName } from './genre-name.ts'
import type { Dataset, LabelledTrack } from './labelled-track.ts'

const AUDIO_FILE = /\.(mp3|wav|au|flac|ogg|opus|m4a|aif|aiff)$/i

/** One folder a genre, audio files within. Artists are unknown, so every file is its own group. */
export async function readFolderPerGenre(folder: string): Promise<Dataset> {
  const entries = await readdir(folder, { withFileTypes: true })
  const genres = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const perGenre = await Promise.all(genres.sort().map((genre) => filesOf(folder, genre)))
  return { layout: 'folder per genre', tracks: perGenre.flat(), leftOut: [] }
}

async function filesOf(folder: string, genre: string): Promise<LabelledTrack[]> {
  const files = (await readdir(join(folder, genre))).filter((name) => AUDIO_FILE.test(name)).sort()
  return files.map((name) => {
    const file = join(folder, genre, name)
    return { file, genre: genreName(genre), group: file }
  })
}
