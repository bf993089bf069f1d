import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomFactors } from '@segue/recommender/als'
import { fitEase } from '@segue/recommender/baselines/ease'
import { fitIals, IALS_DEFAULTS } from '@segue/recommender/baselines/ials'
import { fitItemKnn } from '@segue/recommender/baselines/item-knn'
import { fitPopularity } from '@segue/recommender/baselines/popularity'
import { judgedBy } from '@segue/recommender/evaluate/compare-models'
import { judge } from '@segue/recommender/evaluate/judge'
import { kindOfValues, type ListeningData, numberListening } from '@segue/recommender/evaluate/listening-data'
import { type Listening, parseListening } from '@segue/recommender/evaluate/parse-listening'
import { readHistories, toInteractions } from '@segue/recommender/evaluate/read-values'
import { splitEachListener } from '@segue/recommender/evaluate/splits'
import { seededRandom } from '@segue/recommender/seeded-random'
import type { BenchResult } from './bench.ts'

const MODELS = ['popularity', 'knn', 'ease', 'ials'] as const
const EASE_RIDGE = 100
const IALS_REGULARISATION = 0.01
const METRICS = ['recall@20', 'ndcg@100'] as const

const SETTINGS = ['--ridge', `${EASE_RIDGE}`, '--regularisation', `${IALS_REGULARISATION}`]

type Figures = Record<(typeof METRICS)[number], number>

/**
 * The baselines beside the same in numpy and scipy, on one random split: `npm run bench -- baselines [FILE]`, FILE being
 * `user item value` by tabs; without it, made-up listening.
 */
export async function run(): Promise<BenchResult> {
  const file = process.argv.slice(3).find((argument) => !argument.startsWith('--'))
  const listening = file ? parseListening(readFileSync(file, 'utf8'), file) : madeUpListening()
  const { data, listenerNames, itemNames } = numberListening([listening], kindOfValues(listening.values))
  const split = splitEachListener(data[0]!, { seed: 'baselines', share: 0.2, order: 'random' })
  const interactions = toInteractions(readHistories(split.train), split.train.items)
  const judged = judgedBy(split, undefined)
  const ours = {
    popularity: fitPopularity(interactions),
    knn: fitItemKnn(interactions),
    ease: fitEase(interactions, { ridge: EASE_RIDGE }),
    ials: fitIals(interactions, { regularisation: IALS_REGULARISATION }),
  }
  const theirs = inPython({ train: split.train, test: split.heldOut, listenerNames, itemNames })
  const figures = MODELS.map((name) => ({
    ...{ name, ours: judge(ours[name], judged) },
    reference: theirs?.[name] ?? null,
  }))
  return {
    title: `baselines beside numpy/scipy, ${listenerNames.length} listeners, ${itemNames.length} items${file ? '' : ', made up'}`,
    columns: ['model', 'metric', 'Segue', 'numpy', 'ratio'],
    rows: figures.flatMap(({ name, ours, reference }) =>
      METRICS.map((metric) => [
        name,
        metric,
        ours[metric],
        reference?.[metric] ?? null,
        reference && ours[metric] / reference[metric],
      ]),
    ),
    json: Object.fromEntries(
      figures.map(({ name, ours, reference }) => [
        name,
        {
          segue: ours,
          numpy: reference,
          ratios: reference && Object.fromEntries(METRICS.map((metric) => [metric, ours[metric] / reference[metric]])),
        },
      ]),
    ),
  }
}

/** Some kinds of music, each with its famous items; every listener likes two kinds. */
function madeUpListening(): Listening {
  const random = seededRandom('baselines')
  const [listeners, kinds, perKind, each] = [600, 20, 60, 30]
  const entries = new Map<string, number>()
  for (let listener = 0; listener < listeners; listener++)
    for (let e = 0; e < each; e++) {
      const kind = random.next() < 0.2 ? random.integer(kinds) : [listener % kinds, (listener * 7) % kinds][e % 2]!
      const item = kind * perKind + Math.floor(perKind * random.next() ** 2)
      const key = `u${listener}\ti${item}`
      entries.set(key, (entries.get(key) ?? 0) + 1 + random.integer(40))
    }
  const pairs = [...entries.keys()].map((key) => key.split('\t') as [string, string])
  return {
    listeners: pairs.map(([listener]) => listener),
    items: pairs.map(([, item]) => item),
    values: Float64Array.from(entries.values()),
    atMs: undefined,
  }
}

/** In python3, or the interpreter that PYTHON names; null where it lacks numpy or scipy. */
function inPython({
  train,
  test,
  listenerNames,
  itemNames,
}: {
  train: ListeningData
  test: ListeningData
  listenerNames: string[]
  itemNames: string[]
}): Record<string, Figures | null> | null {
  const folder = mkdtempSync(join(tmpdir(), 'segue-bench-'))
  try {
    const files = [train, test].map((data, i) => {
      const file = join(folder, `${i}.tsv`)
      const lines = Array.from(data.value, (value, e) =>
        [listenerNames[data.listener[e]!], itemNames[data.item[e]!], value].join('\t'),
      )
      writeFileSync(file, `${lines.join('\n')}\n`)
      return file
    })
    const start = join(folder, 'start.txt')
    writeFileSync(start, startOf(itemNames))
    const script = join(import.meta.dirname, 'peers', 'numpy_baselines.py')
    const python = spawnSync(process.env.PYTHON ?? 'python3', [script, ...files, '--start', start, ...SETTINGS], {
      encoding: 'utf8',
    })
    return python.status === 0 ? (JSON.parse(python.stdout) as Record<string, Figures | null>) : null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The factors that ours begin with, the items in the order of their names: so both end in the same optimum. */
function startOf(itemNames: readonly string[]): string {
  const { factors, seed } = IALS_DEFAULTS
  const start = randomFactors({ rows: itemNames.length, factors, scale: 0.1, seed })
  const order = [...itemNames.keys()].sort((a, b) => (itemNames[a]! < itemNames[b]! ? -1 : 1))
  return order.map((item) => start.subarray(item * factors, (item + 1) * factors).join(' ')).join('\n')
}
