import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { fitAls } from '../als.ts'
import { fitEase } from '../baselines/ease.ts'
import { IALS_DEFAULTS } from '../baselines/ials.ts'
import { fitItemKnn } from '../baselines/item-knn.ts'
import type { Recommender } from '../baselines/recommender.ts'
import { factorSpace } from '../factor-space.ts'
import { foldIn } from '../fold-in.ts'
import { judgedBy } from './compare-models.ts'
import { judge, objective } from './judge.ts'
import { numberListening } from './listening-data.ts'
import { parseListening } from './parse-listening.ts'
import { readHistories, toInteractions } from './read-values.ts'

/** Written by bench/peers/numpy_baselines.py: --factors 8 --iterations 10 --ridge 10 --regularisation 0.02 --start scattered sines */
const golden = join(import.meta.dirname, 'golden')
const expected = JSON.parse(readFileSync(join(golden, 'numpy.json'), 'utf8')) as Record<string, Record<string, number>>
const files = ['train.tsv', 'test.tsv'].map((file) => parseListening(readFileSync(join(golden, file), 'utf8'), file))
const { data, itemNames } = numberListening(files, 'counts')
const [train, heldOut] = data
const split = { train, histories: train, heldOut }
const interactions = toInteractions(readHistories(train), train.items)

test('settings are chosen by the sum of two of the scores', () => {
  const model = fitItemKnn(interactions)
  const scores = judge(model, judgedBy(split, undefined))
  expect(objective(model, judgedBy(split, undefined))).toBeCloseTo(scores['ndcg@100'] + scores['recall@20'], 12)
})

function expectGolden(model: Recommender, name: string): void {
  const scores = judge(model, judgedBy(split, undefined)) as unknown as Record<string, number>
  for (const [metric, value] of Object.entries(expected[name])) expect(scores[metric]).toBeCloseTo(value, 3)
}

test('nearest neighbours score as the same written in scipy', () => {
  expectGolden(fitItemKnn(interactions), 'knn')
})

test('EASE scores as the same written in numpy', () => {
  expectGolden(fitEase(interactions, { ridge: 10 }), 'ease')
})

test('implicit factors score as the same written in numpy, from the same start', () => {
  const [factors, regularisation, unobservedWeight] = [8, 0.02, 0.1]
  const byName = [...itemNames].sort()
  const start = Float32Array.from({ length: itemNames.length * factors }, (_, at) => {
    const place = byName.indexOf(itemNames[Math.floor(at / factors)])
    const scattered = 1e4 * Math.sin(1 + place * factors + (at % factors))
    return 0.1 * (scattered - Math.floor(scattered) - 0.5)
  })
  const { itemFactors } = fitAls(
    interactions,
    { ...IALS_DEFAULTS, factors, regularisation, iterations: 10 },
    {
      resumeFrom: {
        ...{ iteration: 0, factors, itemFactors: start },
        listenerFactors: new Float32Array(interactions.rows * factors),
      },
    },
  )
  const space = factorSpace({ itemFactors, factors, regularisation, unobservedWeight })
  expectGolden({ score: (history) => space.rows.dot(foldIn(space, history).vector) }, 'ials')
})

test('items met in training are never listed, and listeners without held-out items do not count', () => {
  const oracle: Recommender = {
    score: (history) => {
      const scores = new Float32Array(3)
      for (const { track } of history) scores[track] = 1
      return scores
    },
  }
  const [history] = readHistories({ ...train, ...{ listeners: 1, listener: Int32Array.of(0), item: Int32Array.of(0) } })
  const scores = judge(oracle, {
    histories: [history, history],
    heldOut: [new Set([1]), new Set()],
    items: 3,
    popularity: { listenersOf: [1, 0, 0], listeners: 1 },
  })
  expect(scores).toMatchObject({ listeners: 1, 'recall@20': 1, 'ndcg@20': 1, map: 1 })
  expect(scores['coverage@20']).toBeCloseTo(2 / 3, 12)
})

test('average precision looks at the whole ranking', () => {
  const score = () => Float32Array.from({ length: 200 }, (_, item) => -item)
  const { map } = judge(
    { score },
    {
      histories: [[]],
      heldOut: [new Set([1, 149])],
      items: 200,
      popularity: { listenersOf: new Float64Array(200), listeners: 1 },
    },
  )
  expect(map).toBeCloseTo((1 / 2 + 2 / 150) / 2, 12)
})
