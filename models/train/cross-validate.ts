import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeHeldOut } from '../evaluate/fold-analysers.ts'
import { type HeldOutScores, type HeldOutTrack, heldOutScores, type Recommended } from '../evaluate/held-out-scores.ts'
import { foldSplits } from './artist-split.ts'
import type { Corpus, CorpusTrack } from './corpus.ts'
import { cardOf } from './describe-training.ts'
import { embeddingScores } from './embedding-scores.ts'
import type { TrainingReport } from './report/training-report.ts'
import { type DescribedTrack, runSplit, type SplitRun } from './run-split.ts'
import type { TrainArguments } from './train-arguments.ts'
import type { EpochScore } from './training-job.ts'
import { writeModel } from './write-model.ts'

/** What is known of a network from tracks that it was not trained on. */
export type CrossValidation = {
  heldOut: string
  scores: HeldOutScores
  curves: TrainingReport['curves']
  embeddings: Record<string, Recommended> | null
}

type OnEpoch = (name: string) => (score: EpochScore, architecture: string) => void

/** Trains once a fold, on the others' artists, and scores all held-out tracks together. */
export async function crossValidate(
  corpus: Corpus,
  options: TrainArguments,
  onEpoch: OnEpoch,
): Promise<CrossValidation> {
  const { count, only } = options.folds as { count: number; only: number[] }
  const splits = foldSplits(corpus.tracks, { folds: count, seed: options.seed })
  const heldOut: HeldOutTrack[] = []
  const curves: TrainingReport['curves'] = []
  const embeddings: { tracks: number; scores: Record<string, Recommended> }[] = []
  for (const fold of only) {
    const name = `fold-${fold + 1}-of-${count}`
    const run = await runSplit(corpus, splits[fold], {
      ...options,
      settings: options,
      name,
      fold,
      onEpoch: onEpoch(name),
    })
    const train = await run.describe(splits[fold].train)
    const scores = embeddingsOf(run, train)
    if (options.keepFolds) {
      const kept = { corpus, options, run, train, test: splits[fold].test }
      await keepFold(join(options.keepFolds, `fold-${fold + 1}`), kept)
    }
    run.network.dispose()
    heldOut.push(...run.heldOut)
    curves.push({ name, history: run.history })
    if (scores) embeddings.push({ tracks: run.heldOut.length, scores })
  }
  const result = {
    heldOut: `Each of ${only.length} of ${count} folds was held out once; no artist is on both sides.`,
    scores: heldOutScores(heldOut, corpus.labels),
    curves,
    embeddings: embeddings.length > 0 ? meanScores(embeddings) : null,
  }
  const file = crossValidationFile(options)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(result)}\n`)
  return result
}

type KeptFold = { corpus: Corpus; options: TrainArguments; run: SplitRun; train: DescribedTrack[]; test: CorpusTrack[] }

/** An analyser that knows which tracks it was not trained on. */
async function keepFold(folder: string, { test, run, ...rest }: KeptFold): Promise<void> {
  const scores = { note: 'One fold of a cross-validation; not for use.' }
  await writeModel(folder, { ...run, card: cardOf({ ...rest, run, scores }) })
  await writeHeldOut(
    folder,
    test.map(({ file }) => file),
  )
}

/** The last cross-validation of the same architecture and seed, or null. */
export async function lastCrossValidation(options: TrainArguments): Promise<CrossValidation | null> {
  const text = await readFile(crossValidationFile(options), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as CrossValidation)
}

/** How the product's embedding of the test's tracks does; null where there is no spectrogram. */
export function embeddingsOf({ job, test }: SplitRun, train: DescribedTrack[]): Record<string, Recommended> | null {
  return job.sounds.kind === 'mel' ? embeddingScores({ train, test }) : null
}

function meanScores(folds: { tracks: number; scores: Record<string, Recommended> }[]): Record<string, Recommended> {
  const total = folds.reduce((sum, { tracks }) => sum + tracks, 0)
  const mean = (pick: (scores: Record<string, Recommended>) => number) =>
    folds.reduce((sum, { tracks, scores }) => sum + (tracks / total) * pick(scores), 0)
  return Object.fromEntries(
    Object.keys(folds[0].scores).map((name) => [
      name,
      { at5: mean((scores) => scores[name].at5), at10: mean((scores) => scores[name].at10) },
    ]),
  )
}

function crossValidationFile({ cache, architecture, seed }: TrainArguments): string {
  return join(cache, 'training', `${architecture}-${seed}-cross-validation.json`)
}
