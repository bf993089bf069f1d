import type { ComparisonArguments } from './comparison-arguments.ts'
import type { HeldOutScores } from './held-out-scores.ts'
import { markdownTable } from './markdown-table.ts'

export type ComparedModel = {
  architecture: string
  parameters: number
  folds: number
  epochs: number
  secondsToTrain: number
  backend: string
  samplesPerSecond: number
  scores: HeldOutScores
}

type Printed = ComparisonArguments & { tracks: number; labels: string[] }

const HEAD = [
  'network',
  'parameters',
  'tracks',
  'accuracy (95 %)',
  'log loss',
  'macro F1',
  'genre@5',
  'genre@10',
  'segments/s',
  'min a fold',
]

/** One table of all networks, as markdown, with the budget above it; or one line of JSON. */
export function printComparison(models: ComparedModel[], options: Printed): void {
  if (options.json) console.log(JSON.stringify({ budget: options.budget, folds: options.folds, models }))
  else console.log(`\n${comparisonTable(models, options)}`)
}

export function comparisonTable(
  models: ComparedModel[],
  { budget, folds, runFolds, tracks, labels, seed }: Printed,
): string {
  const { segments, epochs, patience, batch } = budget
  const caption = `${tracks} tracks of ${labels.length} genres, ${runFolds} of ${folds} artist-grouped folds. One budget for all: ${segments} ${segments === 1 ? 'segment' : 'segments'} a clip and epoch, at most ${epochs} epochs, stopped after ${patience} without a lower log loss on an eighth of the training artists, batches of ${batch}, seed ${seed}.`
  const rows = models.map(({ architecture, parameters, scores, samplesPerSecond, secondsToTrain }) => {
    const { track, accuracyInterval, recommendations, tracks } = scores
    const { at5, at10 } = recommendations.cosine.all
    const [low, high] = [accuracyInterval.low, accuracyInterval.high].map((value) => (value * 100).toFixed(0))
    return [
      architecture,
      parameters.toLocaleString('en'),
      String(tracks),
      `${(track.accuracy * 100).toFixed(1)} % (${low}–${high})`,
      track.logLoss.toFixed(2),
      track.macroF1.toFixed(2),
      at5.toFixed(2),
      at10.toFixed(2),
      samplesPerSecond.toPrecision(2),
      (secondsToTrain / 60).toPrecision(2),
    ]
  })
  return [caption, '', markdownTable([HEAD, ...rows])].join('\n')
}
