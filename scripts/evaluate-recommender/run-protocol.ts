import {
  type AdaptationCurve,
  adaptationCurve,
  EVENT_COUNTS,
} from '../../packages/recommender/src/evaluate/adaptation.ts'
import {
  type ComparisonRun,
  compareModels,
  fitModels,
  type ModelResult,
} from '../../packages/recommender/src/evaluate/compare-models.ts'
import type { EvaluationInput } from './evaluation-input.ts'
import { textTable } from './text-table.ts'

export interface Report {
  text: string
  json: Record<string, unknown>
}

/** Fits the models, asks them what the protocol asks, and words the answers. */
export function runProtocol(input: EvaluationInput, run: ComparisonRun): Report {
  return input.protocol === 'adaptation' ? adaptation(input, run) : comparison(input, run)
}

function comparison(input: EvaluationInput, run: ComparisonRun): Report {
  const results = compareModels(input, run)
  const { train, heldOut } = input.split
  const title = [
    `protocol ${input.protocol}: ${train.listener.length} entries of ${train.listeners} listeners and ${train.items} items to learn from,`,
    `${heldOut.listener.length} to foretell for ${results[0]?.scores.listeners ?? 0} listeners; full ranking${input.split.candidates ? ' of the hidden items' : ''}`,
  ].join(' ')
  return {
    text: `${title}\n\n${textTable(COLUMNS, results.map(rowOf))}`,
    json: {
      protocol: input.protocol,
      listeners: results[0]?.scores.listeners ?? 0,
      models: Object.fromEntries(results.map((result) => [result.name, figuresOf(result)])),
    },
  }
}

const COLUMNS = [
  ...['model', 'recall@20', 'recall@50', 'ndcg@20', 'ndcg@100', 'map', 'coverage@20', 'gini', 'novelty', 'diversity'],
  ...['artist again', 'fit s', 'MB', ''],
]

function rowOf({ name, scores, fitSeconds, memoryMb, note }: ModelResult): string[] {
  const { listeners: _, novelty, diversity, artistRepetition, ...shares } = scores
  return [
    name,
    ...Object.values(shares).map((share) => share.toFixed(4)),
    novelty.toFixed(2),
    ...[diversity, artistRepetition].map((share) => (share === null ? '-' : share.toFixed(3))),
    fitSeconds.toFixed(1),
    memoryMb.toFixed(0),
    note,
  ]
}

function figuresOf({ scores, fitSeconds, memoryMb, note }: ModelResult) {
  const { listeners: _, ...figures } = scores
  return { ...figures, fitSeconds, memoryMb, note }
}

function adaptation(input: EvaluationInput, run: ComparisonRun): Report {
  const curves = fitModels(input, run).map(({ name, model }) => {
    run.onProgress?.(`judging ${name}`)
    const curveOf = (negatives: boolean) => adaptationCurve(model, { split: input.split, negatives })
    return { name, plain: curveOf(false), withNegatives: curveOf(true) }
  })
  const cells = (curve: AdaptationCurve) => EVENT_COUNTS.map((count) => curve[count].toFixed(4))
  return {
    text: [
      'recall@20 of listeners whom the models have never seen, after so many of their entries',
      textTable(
        ['model', ...EVENT_COUNTS.map((count) => `after ${count}`)],
        curves.flatMap(({ name, plain, withNegatives }) => [
          [name, ...cells(plain)],
          [`${name}, with negatives`, ...cells(withNegatives)],
        ]),
      ),
    ].join('\n\n'),
    json: {
      protocol: input.protocol,
      models: Object.fromEntries(
        curves.map(({ name, plain, withNegatives }) => [name, { 'recall@20': plain, withNegatives }]),
      ),
    },
  }
}
