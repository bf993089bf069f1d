import { architectureByName } from '../src/architectures/architectures.ts'
import { type Corpus, loadCorpus } from '../train/corpus.ts'
import { embeddingsOf } from '../train/cross-validate.ts'
import { PRODUCT_COMPOSITION } from '../train/embedding-scores.ts'
import { progressLine } from '../train/progress-line.ts'
import { runSplit } from '../train/run-split.ts'
import { sayCorpus, saySteps } from '../train/say-corpus.ts'
import type { ComparisonArguments } from './comparison-arguments.ts'
import { type HeldOutTrack, heldOutScores } from './held-out-scores.ts'
import { settingsFor } from './settings-for.ts'

export type LeftOutSet = {
  set: string
  trainedOn: string[]
  trainedTracks: number
  /** Genres that both sides have; only these are asked about and answered. */
  genres: string[]
  tracks: number
  accuracy: number
  low: number
  high: number
  /** Of the product's embedding. */
  genreAt10: number
}

export type LeftOutOptions = Omit<ComparisonArguments, 'folds' | 'runFolds' | 'architectures' | 'printOnly'> & {
  architecture: string
}

/**
 * Network, codebook and heads are trained on all data sets but one and scored on that one: how far what was learnt
 * holds for recordings of another origin.
 */
export async function leftOutSets(options: LeftOutOptions): Promise<LeftOutSet[]> {
  const { data, cache, architecture } = options
  if (data.length < 2) throw new Error('Name at least two data sets.')
  if (architectureByName(architecture).input.kind !== 'mel') throw new Error(`${architecture} hears no spectrograms.`)
  const corpus = await loadCorpus({ data, cache, withFeatures: true, onProgress: saySteps() })
  if (!options.json) sayCorpus(corpus)
  const results: LeftOutSet[] = []
  for (const set of new Set(corpus.tracks.map((track) => track.set))) {
    results.push(await leaveOut(corpus, set, options))
  }
  return results
}

async function leaveOut(
  corpus: Corpus,
  set: string,
  { architecture, budget, seed, cache, threads, json }: LeftOutOptions,
): Promise<LeftOutSet> {
  const train = corpus.tracks.filter((track) => track.set !== set)
  const known = new Set(train.map(({ genre }) => genre))
  const test = corpus.tracks.filter((track) => track.set === set && known.has(track.genre))
  if (test.length === 0) throw new Error(`${set} has no genre that another set has.`)
  const run = await runSplit(
    corpus,
    { train, validation: [], test },
    {
      settings: settingsFor(architecture, { budget: { ...budget, patience: null }, seed }),
      name: `without-${set}`,
      fold: 0,
      cache,
      threads,
      withHeads: true,
      onEpoch: (score) => {
        if (!json) console.log(progressLine(`without ${set}`, score, budget))
      },
    },
  )
  const embeddings = embeddingsOf(run, await run.describe(train))
  run.network.dispose()
  const genres = [...new Set(test.map(({ genre }) => genre))].sort()
  const { accuracyInterval, track } = heldOutScores(among(run.heldOut, { genres, labels: corpus.labels }), genres)
  return {
    set,
    trainedOn: [...new Set(train.map((track) => track.set))],
    trainedTracks: train.length,
    genres,
    tracks: test.length,
    accuracy: track.accuracy,
    ...accuracyInterval,
    genreAt10: embeddings?.[PRODUCT_COMPOSITION].at10 ?? 0,
  }
}

/** The answers when only these genres may be given; `genres` are the labels from then on. */
function among(heldOut: HeldOutTrack[], { genres, labels }: { genres: string[]; labels: string[] }): HeldOutTrack[] {
  const kept = genres.map((genre) => labels.indexOf(genre))
  const restricted = (probabilities: ArrayLike<number>) => {
    const sum = kept.reduce((total, label) => total + probabilities[label], 0)
    return kept.map((label) => probabilities[label] / sum)
  }
  return heldOut.map((track) => ({
    ...track,
    label: kept.indexOf(track.label),
    probabilities: restricted(track.probabilities),
    segmentProbabilities: track.segmentProbabilities.map(restricted),
  }))
}
