import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { loadMelStore } from './mel-cache.ts'
import { readSegment } from './read-segment.ts'
import { toneWav } from './tone-wav.ts'

const folder = mkdtempSync(join(tmpdir(), 'segue-mels-'))
afterAll(() => rmSync(folder, { recursive: true }))

const plan = { sampleRateHz: 22050, fftSize: 2048, hopLength: 512, bands: 128, topDb: 80 }

const wavOf = (pitchHz: number, seconds: number) => toneWav({ seconds, pitchHz, beatsHz: 0, seed: 1 })

test('a tone is loudest in its band; a broken file is named and the others go on; bytes are kept on disk', async () => {
  const files = ['low.wav', 'broken.wav', 'high.wav'].map((name) => join(folder, name))
  writeFileSync(files[0], wavOf(440, 2))
  writeFileSync(files[1], 'no sound at all')
  writeFileSync(files[2], wavOf(5000, 2))
  const tracks = files.map((file) => ({ file, genre: 'rock', group: file }))
  const cache = join(folder, 'cache')
  const store = await loadMelStore(tracks, { plan, folder: cache })

  expect(store.leftOut.map(({ file }) => file)).toEqual([files[1]])
  expect(store.tracks.map(({ file }) => file)).toEqual([files[0], files[2]])
  const [low, high] = store.tracks.map(({ place }) => {
    const segment = readSegment(store, place, { firstFrame: 20, frames: 1 })
    expect(Math.max(...segment)).toBeGreaterThan(-1)
    return segment.indexOf(Math.max(...segment))
  })
  expect(low).toBeLessThan(25)
  expect(high).toBeGreaterThan(80)

  expect(readdirSync(cache)).toHaveLength(2)
  const again = await loadMelStore(tracks, { plan, folder: cache })
  expect(Buffer.from(again.bytes!).equals(Buffer.from(store.bytes!))).toBe(true)
})

test('what does not fit into memory is read from disk, with the same values', async () => {
  const file = join(folder, 'long.wav')
  writeFileSync(file, wavOf(880, 3))
  const tracks = [{ file, genre: 'rock', group: file }]
  const cache = join(folder, 'disk')
  const inMemory = await loadMelStore(tracks, { plan, folder: cache })
  const onDisk = await loadMelStore(tracks, { plan, folder: cache, memoryBytes: 1000 })
  expect(onDisk.bytes).toBeNull()
  const cut = { firstFrame: 100, frames: 64 }
  const wrapped = readSegment(inMemory, inMemory.tracks[0].place, cut)
  expect(inMemory.tracks[0].place.frames).toBeLessThan(164)
  expect(readSegment(onDisk, onDisk.tracks[0].place, cut)).toEqual(wrapped)
})

test('a clip that is shorter than its data set wants is named', async () => {
  const file = join(folder, 'short.wav')
  writeFileSync(file, wavOf(880, 2))
  const track = { file, genre: 'rock', group: file, minimumSeconds: 28 }
  const { tracks, leftOut } = await loadMelStore([track], { plan, folder: join(folder, 'cache') })
  expect(tracks).toEqual([])
  expect(leftOut).toEqual([{ file, reason: 'is shorter than 28 s: 2.0 s' }])
})

test('changed recordings of a track lie beside it and sound different, the same ones for the same seed', async () => {
  const file = join(folder, 'varied.wav')
  writeFileSync(file, wavOf(440, 4))
  const tracks = [{ file, genre: 'rock', group: file }]
  const load = (name: string) => {
    return loadMelStore(tracks, { plan, folder: join(folder, name), variants: { count: 2, seed: 7 } })
  }
  const store = await load('variants')
  const [{ place, variants }] = store.tracks
  expect(variants).toHaveLength(2)
  const [original, ...changed] = [place, ...variants].map((recording) =>
    readSegment(store, recording, { firstFrame: 20, frames: 64 }),
  )
  for (const segment of changed) expect(segment).not.toEqual(original)
  expect(Buffer.from((await load('again')).bytes!).equals(Buffer.from(store.bytes!))).toBe(true)
})
