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

// A busy machine may take long; that is no fault.
jest.setTimeout(600_000)

const folder = mkdtempSync(join(tmpdir(), 'segue-training-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
})

const toys = toyGenres({ tracksPerGenre: 6, frames: 96, seed: 1 })
const unheard = toyGenres({ tracksPerGenre: 5, frames: 96, seed: 2 })

test('a network learns to tell four kinds of sound apart and says so of sounds it never heard', () => {
  const job = toyJob(toys, { epochs: 8, checkpointFile: join(folder, 'learns') })
  const network = exportNetwork(job, fitReplica(job, { group: aloneGroup }))
  const { correct } = scoreTracks(network, unheard.tracks, { ...job, store: unheard.store })
  network.dispose()
  expect(correct / unheard.tracks.length).toBeGreaterThan(0.9)
})

test('a training that was interrupted and resumed ends with the very weights of one that was not', () => {
  const whole = toyJob(toys, { checkpointFile: join(folder, 'whole') })
  const uninterrupted = fitReplica(whole, { group: aloneGroup })
  const halves = toyJob(toys, { checkpointFile: join(folder, 'halves') })
  fitReplica(halves, { group: aloneGroup, stopAfterEpoch: 2 })
  const resumed = fitReplica(halves, { group: aloneGroup })
  expect(resumed.history).toEqual(uninterrupted.history)
  expect(resumed.averaged).toEqual(uninterrupted.averaged)
})

test('training leaves no tensor behind', () => {
  const before = tf.memory().numTensors
  fitReplica(toyJob(toys, { epochs: 1, checkpointFile: join(folder, 'tidy') }), { group: aloneGroup })
  expect(tf.memory().numTensors).toBe(before)
})

test('two threads that share each batch learn as well, and report each epoch', async () => {
  const epochs: number[] = []
  const job = toyJob(toys, { epochs: 8, checkpointFile: join(folder, 'together'), validation: toys.tracks })
  const state = await fitNetwork(job, { threads: 2, onEpoch: ({ epoch }) => epochs.push(epoch) })
  expect(epochs).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  const network = exportNetwork(job, state)
  const { correct } = scoreTracks(network, unheard.tracks, { ...job, store: unheard.store })
  network.dispose()
  expect(correct / unheard.tracks.length).toBeGreaterThan(0.9)
})

test('with patience, training stops when held-out tracks gain nothing more, and yields the best epoch', () => {
  const mislabelled = toys.tracks.map((track) => ({ ...track, label: (track.label + 1) % 4 }))
  const job = toyJob(toys, {
    epochs: 30,
    patience: 2,
    validation: mislabelled,
    checkpointFile: join(folder, 'patient'),
  })
  const state = fitReplica(job, { group: aloneGroup })
  expect(state.epoch).toBeLessThan(30)
  expect(state.best?.epoch).toBe(state.epoch - 2)
})
