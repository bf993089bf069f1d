import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import * as tf from '@tensorflow/tfjs'
import { selectBackend } from '../src/backend/select-backend.ts'
import { exportNetwork } from './export-network.ts'
import { fitNetwork } from './fit-network.ts'
import { fitReplica } from './fit-replica.ts'
import { aloneGroup } from './replica-group.ts'
import { scoreTracks } from './score-tracks.ts'
import { toyGenres, toyJob } from './toy-genres.ts'
import type { EpochScore } from './training-job.ts'

// A busy machine may take long; that is no fault.
jest.setTimeout(600_000)

const folder = mkdtempSync(join(tmpdir(), 'segue-training-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
})

const toys = toyGenres({ tracksPerGenre: 6, frames: 96, seed: 1 })
const unheard = toyGenres({ tracksPerGenre: 5, frames: 96, seed: 2 })

test('a network learns to tell four kinds of sound apart and says so of sounds it never heard', async () => {
  const job = toyJob(toys, { epochs: 8, checkpointFile: join(folder, 'learns') })
  const network = exportNetwork(job, await fitReplica(job, { group: aloneGroup }))
  const { correct } = await scoreTracks(network, unheard.tracks, unheard)
  network.dispose()
  expect(correct / unheard.tracks.length).toBeGreaterThan(0.9)
})

test('a training that was interrupted and resumed ends with the very weights of one that was not', async () => {
  const settings = { mixup: 0.3, validation: toys.tracks.slice(0, 4), patience: 4 }
  const whole = toyJob(toys, { ...settings, checkpointFile: join(folder, 'whole') })
  const uninterrupted = await fitReplica(whole, { group: aloneGroup })
  const halves = toyJob(toys, { ...settings, checkpointFile: join(folder, 'halves') })
  await fitReplica(halves, { group: aloneGroup, stopAfterEpoch: 2 })
  const resumed = await fitReplica(halves, { group: aloneGroup })
  const timeless = (history: EpochScore[]) => history.map(({ seconds, ...score }) => score)
  expect(timeless(resumed.history)).toEqual(timeless(uninterrupted.history))
  expect(resumed.averaged).toEqual(uninterrupted.averaged)
  expect(resumed.adam).toEqual(uninterrupted.adam)
  expect(resumed.best).toEqual(uninterrupted.best)
})

test('a checkpoint of another job is not continued', async () => {
  const job = toyJob(toys, { epochs: 1, checkpointFile: join(folder, 'other') })
  await fitReplica(job, { group: aloneGroup })
  const state = await fitReplica({ ...job, learningRate: 1e-3 }, { group: aloneGroup })
  expect(state.history).toHaveLength(1)
  expect(state.history[0].learningRate).toBeLessThanOrEqual(1e-3)
})

test('a frozen training changes only the last layer, and takes over what it starts from', async () => {
  const first = toyJob(toys, { epochs: 2, checkpointFile: join(folder, 'source') })
  const { averaged } = await fitReplica(first, { group: aloneGroup })
  const next = toyJob(toys, {
    epochs: 2,
    frozenEpochs: 1,
    startFrom: first.checkpointFile,
    classes: 5,
    checkpointFile: join(folder, 'transferred'),
  })
  const frozen = await fitReplica(next, { group: aloneGroup, stopAfterEpoch: 1 })
  const head = 5 * 64 + 5
  const body = frozen.weights.length - head
  expect(frozen.weights.slice(0, body)).toEqual(averaged.slice(0, body))
  const before = frozen.weights.slice()
  const free = await fitReplica(next, { group: aloneGroup })
  expect(free.weights.slice(0, body)).not.toEqual(before.slice(0, body))
})

test('starting from another architecture is refused', async () => {
  const first = toyJob(toys, { epochs: 1, checkpointFile: join(folder, 'attentive') })
  await fitReplica(first, { group: aloneGroup })
  const other = { architecture: 'compact', startFrom: first.checkpointFile, checkpointFile: join(folder, 'compact') }
  await expect(fitReplica(toyJob(toys, other), { group: aloneGroup })).rejects.toThrow(/attentive, not of compact/)
})

test('training leaves no tensor behind', async () => {
  const before = tf.memory().numTensors
  await fitReplica(toyJob(toys, { epochs: 1, checkpointFile: join(folder, 'tidy') }), { group: aloneGroup })
  expect(tf.memory().numTensors).toBe(before)
})

test('two threads that share each batch learn as well, and report each epoch', async () => {
  const epochs: number[] = []
  const job = toyJob(toys, { epochs: 8, checkpointFile: join(folder, 'together'), validation: toys.tracks })
  const state = await fitNetwork(job, { threads: 2, onEpoch: ({ epoch }) => epochs.push(epoch) })
  expect(epochs).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  const network = exportNetwork(job, state)
  const { correct } = await scoreTracks(network, unheard.tracks, unheard)
  network.dispose()
  expect(correct / unheard.tracks.length).toBeGreaterThan(0.9)
})

test('with patience, training stops when held-out tracks gain nothing more, and yields the best epoch', async () => {
  const mislabelled = toys.tracks.map((track) => ({ ...track, label: (track.label + 1) % 4 }))
  const job = toyJob(toys, {
    epochs: 30,
    patience: 2,
    validation: mislabelled,
    checkpointFile: join(folder, 'patient'),
  })
  const state = await fitReplica(job, { group: aloneGroup })
  expect(state.epoch).toBeLessThan(30)
  expect(state.best?.epoch).toBe(state.epoch - 2)
})
