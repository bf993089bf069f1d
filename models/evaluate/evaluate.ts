import { parseArgs } from 'node:util'
import { loadAnalyser } from '../src/load-analyser.ts'
import { compareModels } from './compare-models.ts'
import { COMPARISON_OPTIONS, comparisonArguments, positive } from './comparison-arguments.ts'
import { evaluateAnalyser } from './evaluate-analyser.ts'
import { heldOutListeners, oneListener } from './fold-analysers.ts'
import type { AskOptions } from './hear-tracks.ts'
import { leftOutSets } from './left-out-sets.ts'
import { robustness } from './robustness.ts'
import { curveTable, leftOutTable, robustnessTable, scoresList } from './say-analyser.ts'
import { segmentsCurve } from './segments-curve.ts'

const USAGE = `npm run evaluate -- analyser --data DIR[,DIR…] [--model FOLDER | --held-out FOLDER] [--at-most N]
  [--robustness | --segments 1,2,3,5,8,14] [--json]
npm run evaluate -- sets --data DIR,DIR[,DIR…] [--only attentive] [--segments 2] [--epochs 30] [--batch 16] [--seed 1]
  [--threads N] [--cache .cache] [--json]
npm run evaluate -- models --data DIR[,DIR…] [--only a,b] [--folds 5] [--run-folds 1] [--segments 2] [--epochs 30]
  [--patience 6] [--batch 16] [--seed 1] [--threads N] [--cache .cache] [--print] [--json]
--held-out names the networks of a cross-validation (npm run train -- --folds 5 --keep-folds FOLDER): each answers for
the tracks that it was not trained on.`

const ANALYSER_OPTIONS = {
  model: { type: 'string' },
  'held-out': { type: 'string' },
  'at-most': { type: 'string' },
  robustness: { type: 'boolean', default: false },
} as const

type AnalyserValues = {
  model?: string
  'held-out'?: string
  'at-most'?: string
  segments?: string
  robustness: boolean
  json: boolean
}

/** The command line: scores of the shipped analyser, of sets left out of training, or of all architectures. */
async function evaluate(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      json: { type: 'boolean', default: false },
      ...ANALYSER_OPTIONS,
      ...COMPARISON_OPTIONS,
    },
  })
  if (!values.data) throw new Error(`--data is missing.\n${USAGE}`)
  const data = values.data.split(',')
  if (positionals[0] === 'analyser') await scoreAnalyser(data, values)
  else if (positionals[0] === 'models') await compareModels(comparisonArguments(data, values))
  else if (positionals[0] === 'sets') await scoreSets(data, values)
  else throw new Error(USAGE)
}

async function scoreSets(data: string[], values: Parameters<typeof comparisonArguments>[1]): Promise<void> {
  const { architectures, ...options } = comparisonArguments(data, { ...values, only: values.only ?? 'attentive' })
  const sets = await leftOutSets({ ...options, architecture: architectures[0] })
  console.log(values.json ? JSON.stringify(sets) : leftOutTable(sets))
}

async function scoreAnalyser(data: string[], values: AnalyserValues): Promise<void> {
  const options = { data, listenerOf: await listenersFor(values), atMost: atMost(values) }
  const { result, text } = await scored(options, values)
  console.log(values.json ? JSON.stringify(result) : text)
}

async function scored(
  options: AskOptions,
  { robustness: changed, segments }: AnalyserValues,
): Promise<{ result: object; text: string }> {
  if (changed) {
    const result = await robustness(options)
    return { result, text: robustnessTable(result) }
  }
  if (segments) {
    const counts = segments.split(',').map((count) => positive('segments', count))
    const result = await segmentsCurve({ ...options, counts })
    return { result, text: curveTable(result) }
  }
  const { segmentAccuracy, ...result } = await evaluateAnalyser(options)
  return { result, text: scoresList({ ...result, segmentAccuracy }) }
}

async function listenersFor({ model, 'held-out': heldOut }: AnalyserValues) {
  return heldOut ? heldOutListeners(heldOut) : oneListener(await loadAnalyser({ folder: model }))
}

function atMost({ 'at-most': count }: AnalyserValues): number | null {
  return count === undefined ? null : positive('at-most', count)
}

evaluate(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message)
    process.exit(1)
  },
)
