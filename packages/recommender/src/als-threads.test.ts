import { afterAll, expect, test } from '@jest/globals'
import { type AlsModel, type AlsState, fitAls } from './als.ts'
import { type AlsThreads, startAlsThreads } from './als-threads.ts'
import { buildSnapshot } from './catalogue-snapshot.ts'
import { checkerboard } from './evaluate/checkerboard.ts'
import { soundClusters } from './evaluate/sound-clusters.ts'
import { trainHybrid } from './hybrid-model.ts'
import { buildInteractions, type Interaction } from './interactions.ts'
import { scoreTrack } from './score-track.ts'
import { seededRandom } from './seeded-random.ts'

const OPTIONS = { factors: 20, iterations: 8, regularisation: 0.01, unobservedWeight: 0.1, seed: 23 }
const started: AlsThreads[] = []

async function threadsOf(options: { threads: number; steps?: number }) {
  const threads = await startAlsThreads(options)
  started.push(threads)
  return threads
}

afterAll(() => Promise.all(started.map((threads) => threads.close())))

/** Listeners with very unequal histories, some without any, some of them rejecting. */
function listening({ listeners, items }: { listeners: number; items: number }) {
  const random = seededRandom('listening')
  const entries: Interaction[] = []
  for (let listener = 0; listener < listeners; listener++)
    for (let item = 0; item < items; item++)
      if (random.next() < (0.4 * (listener % 7)) / 6)
        entries.push({ listener, item, preference: random.next() < 0.8 ? 1 : -1, confidence: 1 + random.integer(5) })
  return buildInteractions(entries, { listeners, items })
}

function predictions({ factors, listenerFactors, itemFactors }: AlsModel): number[] {
  const found: number[] = []
  for (let x = 0; x < listenerFactors.length; x += factors)
    for (let y = 0; y < itemFactors.length; y += factors) {
      let sum = 0
      for (let f = 0; f < factors; f++) sum += listenerFactors[x + f] * itemFactors[y + f]
      found.push(sum)
    }
  return found
}

test('one thread and three come to the same bits', async () => {
  const matrix = listening({ listeners: 150, items: 90 })
  const alone = fitAls(matrix, OPTIONS, await threadsOf({ threads: 1 }))
  const together = fitAls(matrix, OPTIONS, await threadsOf({ threads: 3 }))
  expect(together).toEqual(alone)
})

test('with enough steps the threads find the exact minimiser, also where the sides do not fill their lanes', async () => {
  const { solveRows } = await threadsOf({ threads: 2, steps: 40 })
  for (const factors of [3, 16, 33]) {
    const options = { ...OPTIONS, factors, iterations: 2 }
    const matrix = listening({ listeners: 60, items: 41 })
    const exact = predictions(fitAls(matrix, options))
    predictions(fitAls(matrix, options, { solveRows })).forEach((value, i) => {
      expect(value).toBeCloseTo(exact[i], 3)
    })
  }
})

test('three steps an iteration end where exact solutions end', async () => {
  const matrix = checkerboard(50)
  const exact = predictions(fitAls(matrix, OPTIONS))
  const { solveRows } = await threadsOf({ threads: 2 })
  predictions(fitAls(matrix, OPTIONS, { solveRows })).forEach((value, i) => {
    expect(value).toBeCloseTo(exact[i], 3)
  })
})

test('a row is pulled towards its prior, and lies on it where nothing was heard', async () => {
  const { solveRows } = await threadsOf({ threads: 2, steps: 30 })
  const matrix = buildInteractions([{ listener: 0, item: 0, preference: 1, confidence: 4 }], { listeners: 2, items: 1 })
  const solved = new Float32Array(4)
  solveRows({
    matrix,
    fixed: Float32Array.of(1, 0),
    solved,
    factors: 2,
    unobservedWeight: 0,
    ridge: () => 0,
    prior: { towards: Float32Array.of(0, 0.5, 0.25, -0.5), pull: () => 4, unobservedShare: () => 1 },
  })
  // row 0: 4(1 − x)² + 4|x − (0, 0.5)|² has its minimum halfway in the first direction
  Float32Array.of(0.5, 0.5, 0.25, -0.5).forEach((value, i) => {
    expect(solved[i]).toBeCloseTo(value, 5)
  })
})

test('a training that was interrupted goes on to the same bits', async () => {
  const matrix = listening({ listeners: 50, items: 40 })
  const { solveRows } = await threadsOf({ threads: 2 })
  let halfway: AlsState | undefined
  const whole = fitAls(matrix, OPTIONS, {
    solveRows,
    onIteration: (state) => {
      if (state.iteration === 4)
        halfway = { ...state, listenerFactors: state.listenerFactors.slice(), itemFactors: state.itemFactors.slice() }
    },
  })
  expect(fitAls(matrix, OPTIONS, { solveRows, resumeFrom: halfway })).toEqual(whole)
})

test('more matrices than are kept can take turns', async () => {
  const { solveRows } = await threadsOf({ threads: 2 })
  const matrices = [30, 20, 10].map((listeners) => listening({ listeners, items: 25 }))
  const first = matrices.map((matrix) => fitAls(matrix, OPTIONS, { solveRows }))
  expect(matrices.map((matrix) => fitAls(matrix, OPTIONS, { solveRows }))).toEqual(first)
})

test('a model of listening and sound comes out as it does when every row is solved exactly', async () => {
  const clusters = 4
  const tracks = soundClusters({
    ...{ clusters, tracksPerCluster: 15, dims: 24, within: 0.6, between: 0.3, artistsPerCluster: 5, seed: 'threads' },
  })
  const entries = Array.from({ length: 40 }, (_, listener) =>
    tracks.flatMap((_track, item) => {
      const isOwn = Math.floor(item / 15) === listener % clusters
      return (item * 7 + listener) % 5 > 1 ? [] : [{ listener, item, preference: isOwn ? 1 : -1, confidence: 2 }]
    }),
  ).flat()
  const data = {
    interactions: buildInteractions(entries, { listeners: 40, items: tracks.length }),
    embeddings: tracks.map(({ embedding }) => embedding),
    itemIds: tracks.map(({ id }) => id),
  }
  const { solveRows } = await threadsOf({ threads: 2 })
  const exact = buildSnapshot({ version: 'exact', tracks, model: trainHybrid(data) })
  const stepwise = buildSnapshot({ version: 'stepwise', tracks, model: trainHybrid(data, { solveRows }) })
  const events = [1, 4, 8].map((i) => ({ id: `${i}`, type: 'LIKE' as const, trackId: tracks[i].id, atMs: i }))
  const query = { listenerId: 'one', events, nowMs: 1_000, limit: 10 }
  for (const { id } of tracks) expect(scoreTrack(stepwise, query, id)).toBeCloseTo(scoreTrack(exact, query, id)!, 1)
})
