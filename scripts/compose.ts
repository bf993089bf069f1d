// `npm run compose -- FOLDER [--per-artist 3] [--genres jazz,blues]`: pieces by the demo's artists that are not in the demo, as a data set to
// train on: mp3 files and a manifest.csv with file, genre and artist.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Worker } from 'node:worker_threads'
import { etudes } from '@segue/prisma/seed/etudes'
import { GENRES } from '@segue/prisma/seed/genres/genres'
import { renderIn, startRenderThreads } from '../apps/api/src/demo/render-threads.ts'
import { say, sayProgress } from './launcher/say.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'per-artist': { type: 'string', default: '3' }, genres: { type: 'string' } },
})
const [folder] = positionals
const perArtist = Number(values['per-artist'])
const genres = values.genres?.split(',') ?? GENRES.map(({ label }) => label)
const unknown = genres.filter((genre) => !GENRES.some(({ label }) => label === genre))
if (!folder || !(Number.isInteger(perArtist) && perArtist > 0) || unknown.length > 0) {
  console.error('npm run compose -- FOLDER [--per-artist 3] [--genres jazz,blues]')
  if (unknown.length > 0)
    console.error(`Nobody plays ${unknown.join(' or ')}: ${GENRES.map(({ label }) => label).join(', ')}.`)
  process.exit(2)
}
const pieces = etudes({ perArtist }).filter(({ genre }) => genres.includes(genre))
const waiting = [...pieces]
const threads = startRenderThreads(pieces.length)
await Promise.all(threads.map(renderAll))
await Promise.all(threads.map((thread) => thread.terminate()))
const rows = pieces.map((piece) => [`${piece.key}.mp3`, piece.genre, piece.artist].map((cell) => `"${cell}"`).join(','))
await writeFile(path.join(folder, 'manifest.csv'), `${['file,genre,artist', ...rows].join('\n')}\n`)
say(`${pieces.length} pieces are in ${folder}.`)

async function renderAll(thread: Worker) {
  for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
    const file = path.join(folder!, `${piece.key}.mp3`)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, await renderIn(thread, piece))
    sayProgress('Composing', { done: pieces.length - waiting.length, total: pieces.length })
  }
}
