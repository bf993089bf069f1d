import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { readDataset } from './read-dataset.ts'

const folder = mkdtempSync(join(tmpdir(), 'segue-dataset-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a folder per genre gives its audio files, each its own group, since nobody knows the artists', async () => {
  const root = join(folder, 'genres')
  for (const genre of ['Blues', 'rock']) mkdirSync(join(root, genre), { recursive: true })
  for (const name of ['Blues/b.mp3', 'Blues/a.au', 'rock/c.wav', 'rock/notes.txt']) writeFileSync(join(root, name), '')
  expect(await readDataset(root)).toEqual(
    [
      ['Blues/a.au', 'blues'],
      ['Blues/b.mp3', 'blues'],
      ['rock/c.wav', 'rock'],
    ].map(([name, genre]) => ({ file: join(root, name), genre, group: join(root, name) })),
  )
})

test('a manifest gives file, genre and artist, with commas and quotes inside quotes', async () => {
  const rows = ['file,genre,artist,album', 'a.mp3,Rock,"Me, Myself & ""I""",One', 'b.mp3,pop,,"Two', 'lines"', '']
  writeFileSync(join(folder, 'manifest.csv'), rows.join('\r\n'))
  expect(await readDataset(folder)).toEqual([
    { file: join(folder, 'a.mp3'), genre: 'rock', group: 'artist me, myself & "i"' },
    { file: join(folder, 'b.mp3'), genre: 'pop', group: join(folder, 'b.mp3') },
  ])
})

test('a data set that is not there is named', async () => {
  await expect(readDataset('/nowhere/at/all')).rejects.toThrow('/nowhere/at/all')
})
