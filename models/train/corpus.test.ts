import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { architectureByName } from '../src/architectures/architectures.ts'
import { jobTrack, loadCorpus, soundsFor } from './corpus.ts'
import { readForScoring } from './read-sample.ts'
import { toneWav } from './tone-wav.ts'

const folder = mkdtempSync(join(tmpdir(), 'segue-corpus-'))
afterAll(() => rmSync(folder, { recursive: true }))

function compose(root: string, files: { name: string; pitchHz: number; beatsHz: number }[], seconds: number): void {
  for (const [i, { name, ...tone }] of files.entries()) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), toneWav({ ...tone, seconds, seed: i }))
  }
}

test('GTZAN is listened to, without what repeats and with what cannot be decoded named', async () => {
  const root = join(folder, 'gtzan')
  const genres = [
    { genre: 'blues', pitchHz: 220, beatsHz: 0 },
    { genre: 'jazz', pitchHz: 1500, beatsHz: 4 },
  ]
  const files = genres.flatMap(({ genre, ...tone }) =>
    [0, 33, 51].map((number) => ({ name: `${genre}/${genre}.000${String(number).padStart(2, '0')}.wav`, ...tone })),
  )
  compose(root, files, 4)
  writeFileSync(join(root, 'blues', 'blues.00077.wav'), 'no sound')
  const corpus = await loadCorpus({ data: [root], cache: join(folder, 'cache'), withFeatures: true })
  expect(corpus.labels).toEqual(['blues', 'jazz'])
  expect(corpus.tracks.map(({ file }) => file.slice(root.length + 1))).toEqual([
    'blues/blues.00000.wav',
    'blues/blues.00033.wav',
    'blues/blues.00051.wav',
    'jazz/jazz.00000.wav',
    'jazz/jazz.00033.wav',
  ])
  expect(corpus.leftOut.map(({ file }) => file.slice(root.length + 1))).toEqual([
    'jazz/jazz.00051.wav',
    'blues/blues.00077.wav',
  ])

  for (const [name, size] of [
    ['compact', 128 * 128],
    ['logistic', 518],
  ] as const) {
    const architecture = architectureByName(name)
    const tracks = corpus.tracks.map((track) => jobTrack(track, architecture))
    const sounds = soundsFor(corpus, architecture, tracks)
    const heard = tracks.map(({ place }) => readForScoring(sounds, place, 1).samples)
    expect(heard[0]).toHaveLength(size)
    const apart = (a: number, b: number) => heard[a].reduce((sum, x, i) => sum + (x - heard[b][i]) ** 2, 0)
    expect(apart(0, 3)).toBeGreaterThan(4 * apart(0, 1))
    const mean = heard.flatMap((sample) => Array.from(sample)).reduce((sum, x) => sum + x, 0) / heard.length / size
    expect(Math.abs(mean)).toBeLessThan(0.1)
  }
})

const FMA_TABLE = [
  ',artist,set,set,track',
  ',id,split,subset,genre_top',
  'track_id,,,,',
  '2,1,training,small,Hip-Hop',
  '3,2,training,small,Folk',
  '5,3,test,small,Folk',
].join('\n')

test('FMA is listened to, clips that are cut off are named, and its own split is kept', async () => {
  const root = join(folder, 'fma')
  const clip = (name: string, pitchHz: number) => ({ name: `fma_small/000/${name}.mp3`, pitchHz, beatsHz: 0 })
  compose(root, [clip('000002', 300), clip('000003', 900)], 29)
  compose(root, [clip('000005', 900)], 20)
  writeFileSync(join(root, 'tracks.csv'), FMA_TABLE)
  const { tracks, leftOut } = await loadCorpus({ data: [root], cache: join(folder, 'cache'), withFeatures: false })
  expect(tracks.map(({ genre, split, set }) => [genre, split, set])).toEqual([
    ['hiphop', 'training', 'fma'],
    ['folk', 'training', 'fma'],
  ])
  expect(leftOut.map(({ reason }) => reason)).toEqual(['is shorter than 28 s: 20.0 s'])
})

test('an auxiliary set teaches only the genres of the others, and its tracks are kept apart', async () => {
  const root = join(folder, 'main')
  const beside = join(folder, 'beside')
  const tone = { pitchHz: 440, beatsHz: 2 }
  compose(
    root,
    [
      { name: 'polka/a.wav', ...tone },
      { name: 'jazz/b.wav', ...tone },
    ],
    4,
  )
  compose(
    beside,
    [
      { name: 'jazz/c.wav', ...tone },
      { name: 'waltz/d.wav', ...tone },
    ],
    4,
  )
  const options = { data: [root], auxiliary: [beside], cache: join(folder, 'cache'), withFeatures: false }
  const { labels, tracks, auxiliary, leftOut } = await loadCorpus(options)
  expect(labels).toEqual(['jazz', 'polka'])
  expect(tracks.map(({ set, genre }) => [set, genre])).toEqual([
    ['main', 'jazz'],
    ['main', 'polka'],
  ])
  expect(auxiliary.map(({ set, label }) => [set, label])).toEqual([['beside', 0]])
  expect(leftOut).toEqual([{ file: join(beside, 'waltz/d.wav'), reason: 'no other data set has waltz' }])
})

test('one genre alone is nothing to learn from', async () => {
  const root = join(folder, 'alone')
  compose(root, [{ name: 'polka/a.wav', pitchHz: 440, beatsHz: 2 }], 4)
  const loading = loadCorpus({ data: [root], cache: join(folder, 'cache'), withFeatures: false })
  await expect(loading).rejects.toThrow(/only genre is polka/)
})

// Real recordings are not part of the product: SEGUE_MUSIC_DATA names a folder that holds some.
const real = process.env.SEGUE_MUSIC_DATA ? join(process.env.SEGUE_MUSIC_DATA, 'gtzan-mini') : ''
const onRealMusic = existsSync(real) ? test : test.skip

onRealMusic('fifty real clips of ten genres are listened to', async () => {
  const corpus = await loadCorpus({ data: [real], cache: join(folder, 'cache'), withFeatures: false })
  expect(corpus.labels).toHaveLength(10)
  expect(corpus.tracks).toHaveLength(50)
  expect(corpus.leftOut).toEqual([])
})
