import { join } from 'node:path'
import { GENRES } from '../src/genres.ts'
import { levelStatistics } from './level-statistics.ts'
import type { CachePlan, MelStore } from './mel-cache.ts'
import type { TrainArguments } from './train-arguments.ts'
import type { JobTrack, TrainingJob } from './training-job.ts'

/** What every network of ours hears; written into each card. */
export const SOUND_PLAN: CachePlan = { sampleRateHz: 22050, fftSize: 2048, hopLength: 512, bands: 128, topDb: 80 }
export const SEGMENT_FRAMES = 128
/** Segments that the analyser looks at, and that a track is scored with. */
export const SEGMENTS_ANALYSED = 14
/** How the blocks of the embedding are weighed; see the evaluation of both alone and together in the report. */
export const EMBEDDING_SHARES = { features: 0.7, timbre: 0.3 }

export type Split = { name: string; train: JobTrack[]; validation: JobTrack[] }

/** The stored tracks with their label's number; a genre outside the labels is an error. */
export function jobTracks({ tracks }: Pick<MelStore, 'tracks'>): JobTrack[] {
  return tracks.map(({ offset, frames, genre, file }) => {
    const label = (GENRES as readonly string[]).indexOf(genre)
    if (label < 0) throw new Error(`“${genre}” of ${file} is not one of ${GENRES.join(', ')}.`)
    return { offset, frames, label }
  })
}

export function trainingJob(store: MelStore, split: Split, options: TrainArguments): TrainingJob {
  const { architecture, epochs, patience, segmentsPerTrack, batchSize, learningRate, mixup, seed, cache } = options
  return {
    architecture,
    classes: GENRES.length,
    segmentFrames: SEGMENT_FRAMES,
    normalisation: levelStatistics(store),
    store: { bytes: store.bytes, bands: store.bands, topDb: store.topDb },
    train: split.train,
    validation: split.validation,
    epochs,
    patience,
    segmentsPerTrack,
    batchSize,
    learningRate,
    weightDecay: 0.02,
    mixup,
    labelSmoothing: 0.05,
    seed,
    checkpointFile: join(cache, 'training', `${architecture}-${seed}-${split.name}.checkpoint`),
  }
}
