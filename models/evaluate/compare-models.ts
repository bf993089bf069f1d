import { rm } from 'node:fs/promises'
import { architectureByName } from '../src/architectures/architectures.ts'
import { selectBackend } from '../src/backend/select-backend.ts'
import { foldSplits, type ThreeWaySplit } from '../train/artist-split.ts'
import { type Corpus, type CorpusTrack, loadCorpus } from '../train/corpus.ts'
import { progressLine } from '../train/progress-line.ts'
import { VECTOR_LIMIT } from '../train/read-sample.ts'
import { runSplit } from '../train/run-split.ts'
import { sayCorpus, saySteps } from '../train/say-corpus.ts'
import { checkpointFile } from '../train/training-job-for.ts'
import type { ComparisonArguments } from './comparison-arguments.ts'
import { type ComparedModel, printComparison } from './comparison-table.ts'
import { type FoldKey, type FoldResult, readFoldResult, storedTracks, writeFoldResult } from './fold-result.ts'
import { heldOutScores } from './held-out-scores.ts'
import { inferenceSpeed } from './inference-speed.ts'
import { settingsFor } from './settings-for.ts'

/**
 * Trains every architecture on the same artist-grouped folds with the same budget and prints one table. What is done
 * is kept: an interrupted comparison goes on where it stopped, even within a training.
 */
export async function compareModels(options: ComparisonArguments): Promise<void> {
  const architectures = options.architectures.map(architectureByName)
  const corpus = await loadCorpus({
    data: options.data,
    cache: options.cache,
    withFeatures: architectures.some(({ input }) => input.kind === 'features'),
    onProgress: saySteps(),
  })
  if (!options.json) sayCorpus(corpus)
  const splits = foldSplits(corpus.tracks, options)
  const compared: ComparedModel[] = []
  for (const { name } of architectures) {
    const results: FoldResult[] = []
    for (let fold = 0; fold < options.runFolds; fold++) {
      const result = await foldResult(corpus, splits, { architecture: name, fold, options })
      if (result) results.push(result)
    }
    if (results.length > 0) compared.push(await summarise(corpus, name, results))
  }
  if (!options.printOnly) await removeCheckpoints(options)
  printComparison(compared, { ...options, tracks: corpus.tracks.length, labels: corpus.labels })
}

type FoldRequest = { architecture: string; fold: number; options: ComparisonArguments }

async function foldResult(
  corpus: Corpus,
  splits: ThreeWaySplit<CorpusTrack>[],
  { architecture, fold, options }: FoldRequest,
): Promise<FoldResult | null> {
  const { budget, folds, seed, cache, threads } = options
  const settings = settingsFor(architecture, options)
  const { input } = architectureByName(architecture)
  const key: FoldKey = {
    architecture,
    fold,
    options: { ...settings, folds, ...(input.kind === 'features' ? { limit: VECTOR_LIMIT } : {}) },
    tracks: corpus.tracks.map(({ file, label, group }) => [file, label, group]),
  }
  const known = await readFoldResult(cache, key)
  if (known || options.printOnly) return known
  const { name: backend } = await selectBackend()
  const name = splitName(fold, folds)
  const startedAt = Date.now()
  const run = await runSplit(corpus, splits[fold], {
    settings,
    name,
    fold,
    cache,
    threads,
    onEpoch: (score, network) => {
      if (!options.json) console.log(progressLine(`${network} fold ${fold + 1}`, score, budget))
    },
  })
  run.network.dispose()
  const secondsToTrain = secondsOf(run.history) || (Date.now() - startedAt) / 1000
  const heldOut = storedTracks(run.heldOut)
  const result = { architecture, fold, heldOut, history: run.history, secondsToTrain, backend }
  await writeFoldResult(cache, key, result)
  // Members of ensembles are asked for again; the checkpoints of others would only fill the disk.
  if (!isMember(architecture)) await rm(checkpointFile(cache, { architecture, seed, split: name }), { force: true })
  return result
}

async function summarise(corpus: Corpus, architecture: string, results: FoldResult[]): Promise<ComparedModel> {
  const heldOut = results.flatMap((result) =>
    result.heldOut.map((track) => ({ ...track, features: Float32Array.from(track.features) })),
  )
  return {
    architecture,
    folds: results.length,
    epochs: results.reduce((sum, { history }) => sum + history.length, 0) / results.length,
    secondsToTrain: results.reduce((sum, result) => sum + result.secondsToTrain, 0) / results.length,
    backend: results[0].backend,
    scores: heldOutScores(heldOut, corpus.labels),
    ...(await inferenceSpeed(architecture, corpus.labels.length)),
  }
}

/** Once everything is done, nobody needs the weights of ensembles' members. */
async function removeCheckpoints({ architectures, folds, runFolds, seed, cache }: ComparisonArguments): Promise<void> {
  for (const name of architectures.filter(isMember)) {
    for (let fold = 0; fold < runFolds; fold++) {
      await rm(checkpointFile(cache, { architecture: name, seed, split: splitName(fold, folds) }), { force: true })
    }
  }
}

function splitName(fold: number, folds: number): string {
  return `comparison-fold-${fold + 1}-of-${folds}`
}

function isMember(name: string): boolean {
  return ['ensemble', 'ensemble-stacked'].some((whole) =>
    architectureByName(whole).members?.some((member) => member.name === name),
  )
}

function secondsOf(history: FoldResult['history']): number {
  return history.reduce((sum, { seconds }) => sum + seconds, 0)
}
