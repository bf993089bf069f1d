import { basename } from 'node:path'
import type { HeldOutScores, Recommended } from '../evaluate/held-out-scores.ts'
import { fitEmbeddingRecipe } from '../src/embedding-recipe.ts'
import type { ModelCard } from '../src/model-card.ts'
import type { Corpus } from './corpus.ts'
import { embeddingShares, PRODUCT_COMPOSITION } from './embedding-scores.ts'
import { VECTOR_LIMIT } from './read-sample.ts'
import type { DescribedTrack, SplitRun } from './run-split.ts'
import { SEGMENTS_ANALYSED, SOUND_PLAN } from './sound-plan.ts'
import type { TrainArguments } from './train-arguments.ts'
import { cardStandardisation, type FeatureCard } from './write-model.ts'

type Described = {
  corpus: Corpus
  options: TrainArguments
  run: SplitRun
  /** What the network says of the tracks that it was trained on. */
  train: DescribedTrack[]
  scores: ModelCard['scores']
}

const APART = 'not part of the product; only these weights were made from it'
const AUXILIARY = 'taught little beside the others, and never scored'

/** What travels with a network's weights. */
export function cardOf({ corpus, options, run, train, scores }: Described): ModelCard | FeatureCard {
  const { network, job } = run
  const general = {
    version: basename(options.out),
    architecture: options.architecture,
    parameters: network.countParams(),
    labels: corpus.labels,
    data: dataOf(corpus).map(({ isAuxiliary, ...set }) => ({ ...set, terms: isAuxiliary ? AUXILIARY : APART })),
    scores,
    trainedWith: trainingCommand(options),
  }
  if (job.sounds.kind === 'features')
    return { ...general, input: 'fma-features', limit: VECTOR_LIMIT, ...cardStandardisation(job.sounds) }
  const embedding = fitEmbeddingRecipe(train, embeddingShares(train[0]))
  return {
    ...general,
    ...SOUND_PLAN,
    segmentFrames: job.sounds.segmentFrames,
    normalisation: job.sounds.normalisation,
    segmentsPerTrack: SEGMENTS_ANALYSED,
    embedding,
    embeddingDim: embedding.blocks.reduce((sum, { mean }) => sum + mean.length, 0),
  }
}

type Held = { scores: HeldOutScores | null; heldOut: string; embeddings: Record<string, Recommended> | null }

/** The figures that a card holds of a report. */
export function cardScores({ scores, heldOut: note, embeddings }: Held): ModelCard['scores'] {
  if (!scores) return { note: 'Nothing was held out.' }
  const rounded = (value: number) => Number(value.toFixed(3))
  const { track, tracks, accuracyInterval, recommendations, sets } = scores
  const { at5, at10 } = embeddings?.[PRODUCT_COMPOSITION] ?? recommendations.cosine.all
  return {
    note,
    heldOutTracks: tracks,
    accuracy: rounded(track.accuracy),
    accuracyLow: rounded(accuracyInterval.low),
    accuracyHigh: rounded(accuracyInterval.high),
    macroF1: rounded(track.macroF1),
    logLoss: rounded(track.logLoss),
    sameGenreAt5: rounded(at5),
    sameGenreAt10: rounded(at10),
    ...Object.fromEntries(
      sets.map(({ name, accuracyRestricted }) => [`accuracyRestricted ${name}`, rounded(accuracyRestricted)]),
    ),
  }
}

/** The data sets by name, with how many of their tracks were used. */
export function dataOf({ tracks, auxiliary }: Corpus): { name: string; tracks: number; isAuxiliary: boolean }[] {
  return [tracks, auxiliary].flatMap((part) => {
    const names = [...new Set(part.map(({ set }) => set))]
    const count = (name: string) => part.filter(({ set }) => set === name).length
    return names.map((name) => ({ name, tracks: count(name), isAuxiliary: part === auxiliary }))
  })
}

/** As somebody else would type it: data sets by name, not by where they lie here. */
export function trainingCommand(options: TrainArguments): string {
  const { architecture, data, auxiliary, epochs, samplesPerTrack, batchSize, learningRate, schedule, mixup, variants } =
    options
  const { patience, frozenEpochs, folds, final, seed, out } = options
  const parts = [
    `npm run train -- --arch ${architecture} --data ${data.map((path) => basename(path)).join(',')}`,
    `--epochs ${epochs} --segments ${samplesPerTrack} --batch ${batchSize} --rate ${learningRate} --schedule ${schedule}`,
    `--mixup ${mixup} --seed ${seed}`,
    ...(variants > 0 ? [`--variants ${variants}`] : []),
    ...(patience === null ? [] : [`--patience ${patience}`]),
    ...(frozenEpochs > 0 ? [`--freeze ${frozenEpochs}`] : []),
    ...(folds ? [`--folds ${folds.count}`] : []),
    ...(options.withHeads ? ['--heads'] : []),
    ...(auxiliary.length > 0 ? [`--auxiliary ${auxiliary.map((path) => basename(path)).join(',')}`] : []),
    ...(final ? ['--final'] : []),
    `--out ${out}`,
  ]
  return parts.join(' ')
}
