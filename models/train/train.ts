import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { LayersModel } from '@tensorflow/tfjs'
import { fitEmbeddingRecipe } from '../src/embedding-recipe.ts'
import { GENRES } from '../src/genres.ts'
import type { ModelCard } from '../src/model-card.ts'
import { artistFolds } from './artist-folds.ts'
import { readDataset } from './datasets/read-dataset.ts'
import { describeTracks } from './describe-tracks.ts'
import { exportNetwork } from './export-network.ts'
import { fitNetwork } from './fit-network.ts'
import { loadMelStore, type MelStore } from './mel-cache.ts'
import { progressLine } from './progress-line.ts'
import { scoreDescriptions } from './score-descriptions.ts'
import { parseTrainArguments, type TrainArguments } from './train-arguments.ts'
import type { EpochScore, TrainingJob } from './training-job.ts'
import {
  EMBEDDING_SHARES,
  jobTracks,
  SEGMENT_FRAMES,
  SEGMENTS_ANALYSED,
  SOUND_PLAN,
  type Split,
  trainingJob,
} from './training-plan.ts'
import { writeModel } from './write-model.ts'

/** The command line: reads the data, cross-validates where asked, trains on everything and writes the network. */
async function train(options: TrainArguments): Promise<void> {
  const store = await readStore(options)
  if (options.folds) await crossValidate(store, options)
  if (options.final) await trainOnEverything(store, options)
}

async function readStore({ data, cache }: TrainArguments): Promise<MelStore> {
  const tracks = (await Promise.all(data.map(readDataset))).flat()
  const store = await loadMelStore(tracks, { plan: SOUND_PLAN, folder: join(cache, 'mels') })
  console.log(`${store.tracks.length} tracks of ${new Set(tracks.map(({ genre }) => genre)).size} genres`)
  for (const { file, reason } of store.unreadable) console.log(`left out: ${file} (${reason})`)
  const alone = store.tracks.filter(({ group, file }) => group === file).length
  if (alone > 0) console.log(`${alone} of them name no artist: each counts as its own artist`)
  return store
}

async function crossValidate(store: MelStore, options: TrainArguments): Promise<void> {
  const { count, only } = options.folds as { count: number; only: number[] }
  const tracks = jobTracks(store)
  const folds = artistFolds(store.tracks, { folds: count, seed: options.seed })
  const scores = []
  for (const fold of only) {
    const isHeldOut = (i: number) => folds[i] === fold
    const { network, job } = await fit(store, options, {
      name: `fold-${fold + 1}-of-${count}`,
      train: tracks.filter((_, i) => !isHeldOut(i)),
      validation: tracks.filter((_, i) => isHeldOut(i)),
    })
    const descriptions = describeTracks(network, tracks, { ...job, segmentsPerTrack: SEGMENTS_ANALYSED })
    network.dispose()
    const score = scoreDescriptions(
      descriptions.map((description, i) => ({
        ...description,
        label: tracks[i].label,
        heldOut: isHeldOut(i),
        artistKnown: store.tracks[i].group !== store.tracks[i].file,
      })),
    )
    scores.push({ fold, ...score })
    console.log(JSON.stringify({ fold, ...score, all: { ...score.all, confusion: undefined } }))
  }
  const file = crossValidationFile(options)
  await mkdir(join(options.cache, 'training'), { recursive: true })
  await writeFile(file, `${JSON.stringify({ count, scores })}\n`)
  console.log(`scores: ${file}`)
}

async function trainOnEverything(store: MelStore, options: TrainArguments): Promise<void> {
  const tracks = jobTracks(store)
  const { network, job, history } = await fit(store, options, { name: 'final', train: tracks, validation: [] })
  const descriptions = describeTracks(network, tracks, { ...job, segmentsPerTrack: SEGMENTS_ANALYSED })
  const embedding = fitEmbeddingRecipe(descriptions, EMBEDDING_SHARES)
  const crossValidation = await readFile(crossValidationFile(options), 'utf8').then(JSON.parse, () => null)
  const card: ModelCard = {
    version: basename(options.out),
    architecture: options.architecture,
    parameters: network.countParams(),
    ...SOUND_PLAN,
    segmentFrames: SEGMENT_FRAMES,
    normalisation: job.normalisation,
    labels: [...GENRES],
    segmentsPerTrack: SEGMENTS_ANALYSED,
    embedding,
    embeddingDim: embedding.blocks.reduce((sum, { mean }) => sum + mean.length, 0),
    data: options.data.map((path) => describeData(path, store)),
    scores: cardScores(crossValidation),
    trainedWith: trainingCommand(options),
  }
  await writeModel(options.out, { network, card, report: { history, crossValidation } })
  network.dispose()
  console.log(`written: ${options.out}`)
}

type Fitted = { network: LayersModel; job: TrainingJob; history: EpochScore[] }

async function fit(store: MelStore, options: TrainArguments, split: Split): Promise<Fitted> {
  const job = trainingJob(store, split, options)
  const startedAt = Date.now()
  const onEpoch = (score: EpochScore) =>
    console.log(progressLine(split.name, score, { epochs: job.epochs, startedAt, now: Date.now() }))
  const state = await fitNetwork(job, { threads: options.threads, onEpoch })
  return { network: exportNetwork(job, state), job, history: state.history }
}

function describeData(path: string, store: MelStore): ModelCard['data'][number] {
  const tracks = store.tracks.filter(({ file }) => file.startsWith(path)).length
  return { name: basename(path), tracks, terms: 'not part of the product; only these weights were made from it' }
}

type CrossValidation = { count: number; scores: ReturnType<typeof scoreDescriptions>[] }

function cardScores(crossValidation: CrossValidation | null): ModelCard['scores'] {
  if (!crossValidation) return { note: 'Not cross-validated.' }
  const { count, scores } = crossValidation
  const mean = (pick: (score: CrossValidation['scores'][number]) => number) =>
    Number((scores.reduce((sum, score) => sum + pick(score), 0) / scores.length).toFixed(3))
  const [composition] = Object.entries(scores[0].sameGenre).filter(([name]) => name === 'features .7, timbre .3')
  return {
    note: `Tracks of held-out artists, ${scores.length} of ${count} folds; same-genre figures within each fold.`,
    heldOutTracks: scores.reduce((sum, { tracks }) => sum + tracks, 0),
    accuracyAllLabels: mean(({ all }) => all.accuracy),
    accuracyRestricted: mean(({ artistGrouped }) => artistGrouped.accuracyRestricted),
    sameGenreAt10: mean(({ sameGenre }) => sameGenre[composition[0]].at10),
  }
}

function crossValidationFile({ cache, architecture, seed }: TrainArguments): string {
  return join(cache, 'training', `${architecture}-${seed}-cross-validation.json`)
}

/** As somebody else would type it: data sets by name, not by where they lie here. */
function trainingCommand({ architecture, data, epochs, segmentsPerTrack, seed, out }: TrainArguments): string {
  const names = data.map((path) => basename(path)).join(',')
  return `npm run train -- --arch ${architecture} --data ${names} --epochs ${epochs} --segments ${segmentsPerTrack} --seed ${seed} --out ${out}`
}

train(parseTrainArguments(process.argv.slice(2))).then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message)
    process.exit(1)
  },
)
