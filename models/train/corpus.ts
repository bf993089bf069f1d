import { basename, join } from 'node:path'
import type { Architecture } from '../src/architectures/architecture.ts'
import { FEATURE_COUNT } from '../src/architectures/input-shape.ts'
import type { LabelledTrack, LeftOut } from './datasets/labelled-track.ts'
import { type DatasetOptions, readDataset } from './datasets/read-dataset.ts'
import { loadFeatures } from './feature-cache.ts'
import { levelStatistics } from './level-statistics.ts'
import { loadMelStore, type MelStore } from './mel-cache.ts'
import { SOUND_PLAN } from './sound-plan.ts'
import type { Place, Sounds } from './sounds.ts'
import { standardisation } from './standardisation.ts'
import type { JobTrack } from './training-job.ts'

export type CorpusTrack = LabelledTrack & {
  /** The data set that it is from. */
  set: string
  label: number
  mel: { place: Place; variants: Place[] }
  /** Its vector of statistics; null where none were asked for. */
  features: Place | null
}

/** All that networks are trained on and scored with. */
export type Corpus = {
  /** Of all sets together, in alphabetical order. */
  labels: string[]
  tracks: CorpusTrack[]
  /** Of the auxiliary data sets: they teach in every fold and are never scored. */
  auxiliary: CorpusTrack[]
  leftOut: LeftOut[]
  store: Pick<MelStore, 'bytes' | 'bands' | 'topDb'>
  featureValues: Float32Array<SharedArrayBuffer> | null
}

export type CorpusOptions = DatasetOptions & {
  data: string[]
  /** Data sets that only teach, and only the genres of the others. */
  auxiliary?: string[]
  /** Folder in which spectrograms and statistics are kept. */
  cache: string
  /** Whether the statistics are needed; they take about a second a clip at first. */
  withFeatures: boolean
  variants?: { count: number; seed: number }
  memoryBytes?: number
  onProgress?: (step: string, done: number, total: number) => void
}

/** Reads data sets, decodes what is not in the cache, and names what has to be left out. */
export async function loadCorpus(options: CorpusOptions): Promise<Corpus> {
  const { data, auxiliary: auxiliaryData = [], cache, variants, memoryBytes, onProgress } = options
  const sets = await readSets(data, options)
  const known = new Set(sets.tracks.map(({ genre }) => genre))
  const auxiliary = onlyGenres(await readSets(auxiliaryData, options), known)
  const named = [...sets.tracks, ...auxiliary.tracks]
  const store = await loadMelStore(named, {
    plan: SOUND_PLAN,
    folder: join(cache, 'mels'),
    variants,
    memoryBytes,
    onProgress: (done, total) => onProgress?.('listening', done, total),
  })
  const labels = [...new Set(store.tracks.map(({ genre }) => genre))].sort()
  if (labels.length < 2) throw new Error(`There is nothing to tell apart: the only genre is ${labels[0] ?? 'none'}.`)
  const features = options.withFeatures
    ? await loadFeatures(store.tracks, {
        sampleRateHz: SOUND_PLAN.sampleRateHz,
        folder: join(cache, 'features'),
        onProgress: (done, total) => onProgress?.('measuring', done, total),
      })
    : null
  const setOf = new Map(named.map(({ file, set }) => [file, set]))
  const all = store.tracks.map(({ place, variants, ...track }, i) => ({
    ...track,
    set: setOf.get(track.file) as string,
    label: labels.indexOf(track.genre),
    mel: { place, variants },
    features: features?.places[i] ?? null,
  }))
  const onlyTeach = new Set(auxiliary.tracks.map(({ file }) => file))
  return {
    labels,
    tracks: all.filter(({ file }) => !onlyTeach.has(file)),
    auxiliary: all.filter(({ file }) => onlyTeach.has(file)),
    leftOut: [...sets.leftOut, ...auxiliary.leftOut, ...store.leftOut],
    store,
    featureValues: features?.values ?? null,
  }
}

type Sets = { tracks: (LabelledTrack & { set: string })[]; leftOut: LeftOut[] }

async function readSets(paths: string[], options: DatasetOptions): Promise<Sets> {
  const sets = await Promise.all(paths.map((path) => readDataset(path, options)))
  return {
    tracks: sets.flatMap(({ tracks }, i) => tracks.map((track) => ({ ...track, set: basename(paths[i]) }))),
    leftOut: sets.flatMap(({ leftOut }) => leftOut),
  }
}

function onlyGenres({ tracks, leftOut }: Sets, genres: Set<string>): Sets {
  const strangers = tracks.filter(({ genre }) => !genres.has(genre))
  return {
    tracks: tracks.filter(({ genre }) => genres.has(genre)),
    leftOut: [...leftOut, ...strangers.map(({ file, genre }) => ({ file, reason: `no other data set has ${genre}` }))],
  }
}

/** What an architecture hears of a corpus, normalised with the statistics of the tracks that it is trained on. */
export function soundsFor({ store, featureValues }: Corpus, { input }: Architecture, train: JobTrack[]): Sounds {
  const places = train.map(({ place }) => place)
  if (input.kind === 'mel') {
    const { segmentFrames, overlapFrames } = input
    const normalisation = levelStatistics(store, places)
    const { bytes, bands, topDb } = store
    return { kind: 'mel', bytes, bands, topDb, segmentFrames, overlapFrames, normalisation }
  }
  if (!featureValues) throw new Error('The statistics of the tracks were not read.')
  const values = { values: featureValues, length: FEATURE_COUNT }
  return { kind: 'features', ...values, ...standardisation(values, places) }
}

/** A track as an architecture's training takes it. */
export function jobTrack({ mel, features, label }: CorpusTrack, { input }: Architecture): JobTrack {
  if (input.kind === 'mel') return { ...mel, label }
  if (!features) throw new Error('The statistics of the tracks were not read.')
  return { place: features, variants: [], label }
}
