import { basename, join } from 'node:path'
import { heldOutScores } from '../evaluate/held-out-scores.ts'
import { architectureByName } from '../src/architectures/architectures.ts'
import { selectBackend } from '../src/backend/select-backend.ts'
import { threeWaySplit } from './artist-split.ts'
import { type Corpus, loadCorpus } from './corpus.ts'
import { type CrossValidation, crossValidate, embeddingsOf, lastCrossValidation } from './cross-validate.ts'
import { cardOf, cardScores, dataOf, trainingCommand } from './describe-training.ts'
import { PRODUCT_COMPOSITION } from './embedding-scores.ts'
import { parameterCount } from './parameter-count.ts'
import { progressLine } from './progress-line.ts'
import { type TrainingReport, writeReport } from './report/training-report.ts'
import { runSplit } from './run-split.ts'
import { sayCorpus, saySteps } from './say-corpus.ts'
import { parseTrainArguments, type TrainArguments } from './train-arguments.ts'
import type { EpochScore } from './training-job.ts'
import { writeModel } from './write-model.ts'

/** The command line: reads the data, holds out what was asked for, trains, and writes network, card and report. */
async function train(options: TrainArguments): Promise<void> {
  const corpus = await readCorpus(options)
  const { name: backend } = await selectBackend()
  if (options.folds) {
    const result = await crossValidate(corpus, options, sayEpochs(options))
    const folder = join(options.cache, 'training', `${options.architecture}-${options.seed}-report`)
    await report(folder, { corpus, options, backend, result })
  }
  if (options.final) await trainOnEverything(corpus, options, backend)
  else if (!options.folds) await trainOnMost(corpus, options, backend)
}

async function readCorpus(options: TrainArguments): Promise<Corpus> {
  const { data, auxiliary, dataset, cache, variants, seed, memoryBytes, architecture, withHeads } = options
  const corpus = await loadCorpus({
    ...dataset,
    data,
    auxiliary,
    cache,
    memoryBytes,
    variants: { count: variants, seed },
    withFeatures: withHeads || architectureByName(architecture).input.kind === 'features',
    onProgress: saySteps(),
  })
  sayCorpus(corpus)
  return corpus
}

/** One split: what was held out gives the scores. */
async function trainOnMost(corpus: Corpus, options: TrainArguments, backend: string): Promise<void> {
  const split = threeWaySplit(corpus.tracks, options.seed)
  const run = await runSplit(corpus, split, {
    ...options,
    settings: options,
    name: 'split',
    fold: 0,
    onEpoch: sayEpochs(options)('split'),
  })
  const heldOut = `${split.test.length} tracks of held-out artists.`
  const scores = heldOutScores(run.heldOut, corpus.labels)
  const train = await run.describe(split.train)
  const embeddings = embeddingsOf(run, train)
  const result = { heldOut, scores, curves: [{ name: 'split', history: run.history }], embeddings }
  await writeModel(options.out, {
    ...run,
    card: cardOf({ corpus, options, run, train, scores: cardScores(result) }),
  })
  run.network.dispose()
  await report(options.out, { corpus, options, backend, result })
}

/** The network that is shipped; its scores are those of the last cross-validation. */
async function trainOnEverything(corpus: Corpus, options: TrainArguments, backend: string): Promise<void> {
  const everything = { train: corpus.tracks, validation: [], test: [] }
  const run = await runSplit(corpus, everything, {
    ...options,
    settings: { ...options, patience: null },
    name: 'final',
    fold: 0,
    onEpoch: sayEpochs(options)('final'),
  })
  const validated = await lastCrossValidation(options)
  const curves = [{ name: 'final', history: run.history }, ...(validated?.curves ?? [])]
  const nothing = { heldOut: 'Trained on everything.', scores: null, embeddings: null }
  const scores = cardScores(validated ?? nothing)
  const train = await run.describe(corpus.tracks)
  await writeModel(options.out, { ...run, card: cardOf({ corpus, options, run, train, scores }) })
  run.network.dispose()
  await report(options.out, { corpus, options, backend, result: { ...(validated ?? nothing), curves } })
}

type Reported = {
  corpus: Corpus
  options: TrainArguments
  backend: string
  result: Omit<CrossValidation, 'scores'> & { scores: TrainingReport['scores'] }
}

async function report(folder: string, { corpus, options, backend, result }: Reported): Promise<void> {
  const architecture = architectureByName(options.architecture)
  const {
    data,
    auxiliary,
    dataset,
    folds,
    final,
    withHeads,
    keepFolds,
    out,
    cache,
    threads,
    memoryBytes,
    ...settings
  } = options
  await writeReport(folder, {
    name: basename(folder),
    architecture: architecture.name,
    source: architecture.source,
    parameters: parameterCount(architecture.name, corpus.labels.length),
    backend,
    labels: corpus.labels,
    data: dataOf(corpus),
    leftOut: corpus.leftOut.map(({ file, reason }) => ({ file: basename(file), reason })),
    withoutArtist: corpus.tracks.filter(({ group, file }) => group === file).length,
    command: trainingCommand(options),
    settings,
    ...result,
  })
  if (result.scores) sayScores({ ...result, scores: result.scores })
  console.log(`report: ${join(folder, 'report.html')}`)
}

function sayScores({ scores, embeddings }: Pick<CrossValidation, 'scores' | 'embeddings'>): void {
  const { track, accuracyInterval, tracks, recommendations } = scores
  const { low, high } = accuracyInterval
  const { at10 } = embeddings?.[PRODUCT_COMPOSITION] ?? recommendations.cosine.all
  const share = (value: number) => (value * 100).toFixed(1)
  console.log(
    `${tracks} held-out tracks: accuracy ${share(track.accuracy)} % (95 %: ${share(low)} to ${share(high)}), macro F1 ${track.macroF1.toFixed(3)}, log loss ${track.logLoss.toFixed(3)}, same genre at 10 ${at10.toFixed(3)}`,
  )
}

function sayEpochs({ epochs }: TrainArguments) {
  return (name: string) => (score: EpochScore, architecture: string) =>
    console.log(progressLine(`${architecture} ${name}`, score, { epochs }))
}

train(parseTrainArguments(process.argv.slice(2))).then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message)
    process.exit(1)
  },
)
