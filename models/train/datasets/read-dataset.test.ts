import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { readDataset } from './read-dataset.ts'

const folder = mkdtempSync(join(tmpdir(), 'segue-dataset-'))
afterAll(() => rmSync(folder, { recursive: true }))

function createFiles(root: string, names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), '')
  }
}

test('a folder per genre gives its audio files, each its own group, since nobody knows the artists', async () => {
  const root = join(folder, 'genres')
  createFiles(root, ['Blues/b.mp3', 'Blues/a.au', 'Hip-Hop/c.wav', 'Hip-Hop/notes.txt'])
  const { layout, tracks } = await readDataset(root)
  expect(layout).toBe('folder per genre')
  expect(tracks).toEqual(
    [
      ['Blues/a.au', 'blues'],
      ['Blues/b.mp3', 'blues'],
      ['Hip-Hop/c.wav', 'hiphop'],
    ].map(([name, genre]) => ({ file: join(root, name), genre, group: join(root, name) })),
  )
})

test('a manifest gives file, genre and artist, with commas and quotes inside quotes; a row without genre is named', async () => {
  const rows = [
    'file,genre,artist,album',
    'a.mp3,Rock,"Me, Myself & ""I""",One',
    'b.mp3,pop,,"Two',
    'lines"',
    'c.mp3,,Somebody,Three',
    '/music/d.mp3,pop,Somebody,Three',
    '',
  ]
  writeFileSync(join(folder, 'manifest.csv'), rows.join('\r\n'))
  const { tracks, leftOut } = await readDataset(folder)
  expect(tracks).toEqual([
    { file: join(folder, 'a.mp3'), genre: 'rock', group: 'artist me, myself & "i"' },
    { file: join(folder, 'b.mp3'), genre: 'pop', group: join(folder, 'b.mp3') },
    { file: '/music/d.mp3', genre: 'pop', group: 'artist somebody' },
  ])
  expect(leftOut).toEqual([{ file: 'c.mp3', reason: 'has no genre' }])
})

const GTZAN_FILES = [
  'blues/blues.00000.wav',
  'blues/blues.00011.wav',
  'blues/blues.00012.wav',
  'jazz/jazz.00033.wav',
  'jazz/jazz.00051.wav',
  'jazz/jazz.00054.wav',
  'metal/metal.00060.wav',
  'rock/rock.00016.wav',
]

test('GTZAN is read without repetitions and damaged files, and artists are groups, across genres too', async () => {
  const root = join(folder, 'gtzan')
  createFiles(join(root, 'genres_original'), GTZAN_FILES)
  const { layout, tracks, leftOut } = await readDataset(root)
  expect(layout).toBe('gtzan')
  const groupOf = (name: string) => tracks.find(({ file }) => file.includes(name))?.group
  expect(groupOf('blues.00011')).toBe(groupOf('blues.00000'))
  expect(groupOf('blues.00012')).not.toBe(groupOf('blues.00000'))
  expect(groupOf('metal.00060')).toBe(groupOf('rock.00016'))
  expect(leftOut.map(({ file, reason }) => [file.slice(-14), reason])).toEqual([
    ['jazz.00051.wav', 'repeats another excerpt'],
    ['jazz.00054.wav', 'is known to be damaged'],
  ])
})

test('GTZAN can be read as it is', async () => {
  const { tracks, leftOut } = await readDataset(join(folder, 'gtzan'), { faults: 'keep' })
  expect(tracks).toHaveLength(GTZAN_FILES.length)
  expect(new Set(tracks.map(({ group }) => group)).size).toBe(GTZAN_FILES.length)
  expect(leftOut).toEqual([])
})

const FMA_TABLE = [
  ',album,artist,artist,set,set,track,track',
  ',title,id,name,split,subset,genre_top,title',
  'track_id,,,,,,,',
  '2,"A, B",1,"Somebody, Else",training,small,Hip-Hop,One',
  '3,C,1,Somebody,test,medium,Hip-Hop,"Two',
  'lines"',
  '5,C,2,Nobody,validation,small,,Three',
  '134,C,2,Nobody,validation,small,Rock,Four',
  '100135,C,3,Anybody,test,small,Rock,Five',
  '140,C,3,Anybody,test,large,Folk,Six',
].join('\n')

test('FMA is read from its table with three header rows: subset, split, top genre, artist and the path of the clip', async () => {
  const root = join(folder, 'fma')
  createFiles(root, ['fma_small/000/000002.mp3', 'fma_small/000/000003.mp3', 'fma_small/100/100135.mp3'])
  mkdirSync(join(root, 'fma_metadata'))
  writeFileSync(join(root, 'fma_metadata', 'tracks.csv'), FMA_TABLE)
  const { layout, tracks, leftOut } = await readDataset(root)
  expect(layout).toBe('fma')
  const clip = (name: string) => join(root, 'fma_small', name)
  expect(tracks).toEqual([
    { file: clip('000/000002.mp3'), genre: 'hiphop', group: 'fma artist 1', split: 'training', minimumSeconds: 28 },
    { file: clip('100/100135.mp3'), genre: 'rock', group: 'fma artist 3', split: 'test', minimumSeconds: 28 },
  ])
  expect(leftOut).toEqual([
    { file: clip('000/000005.mp3'), reason: 'has no top genre' },
    { file: clip('000/000134.mp3'), reason: 'is missing' },
  ])
})

test('a larger subset of FMA holds the smaller ones', async () => {
  const { tracks } = await readDataset(join(folder, 'fma'), { subset: 'medium' })
  expect(tracks.map(({ split }) => split)).toEqual(['training', 'test', 'test'])
})

test('a data set that is not there is named', async () => {
  await expect(readDataset('/nowhere/at/all')).rejects.toThrow('/nowhere/at/all')
})
