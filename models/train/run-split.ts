import type { LayersModel } from '@tensorflow/tfjs'
import type { HeldOutTrack } from '../evaluate/held-out-scores.ts'
import { architectureByName } from '../src/architectures/architectures.ts'
import type { ThreeWaySplit } from './artist-split.ts'
import { type Corpus, type CorpusTrack, jobTrack } from './corpus.ts'
import { describeTracks, type TrackDescription } from './describe-tracks.ts'
import { fitArchitecture } from './fit-architecture.ts'
import { SEGMENTS_ANALYSED } from './sound-plan.ts'
import type { TrainingSettings } from './train-arguments.ts'
import type { EpochScore, TrainingJob } from './training-job.ts'
import { trainingJobFor } from './training-job-for.ts'

export type SplitOptions = {
  settings: TrainingSettings
  name: string
  /** Its number among several; see HeldOutTrack. */
  fold: number
  cache: string
  threads: number | null
  onEpoch?: (score: EpochScore, architecture: string) => void
}

/** A description of a track, with its genre. */
export type DescribedTrack = TrackDescription & { genre: string }

export type SplitRun = {
  /** The caller disposes it. */
  network: LayersModel
  job: TrainingJob
  history: EpochScore[]
  /** What the network says of the tracks of the test. */
  test: DescribedTrack[]
  heldOut: HeldOutTrack[]
  /** What it says of others, as long as it is not disposed. */
  describe(tracks: CorpusTrack[]): Promise<DescribedTrack[]>
}

/** Trains on one side of a split and listens to the other. */
export async function runSplit(
  corpus: Corpus,
  split: ThreeWaySplit<CorpusTrack>,
  { settings, name, fold, cache, threads, onEpoch }: SplitOptions,
): Promise<SplitRun> {
  const job = trainingJobFor(corpus, { ...split, name }, { settings, cache })
  const { network, history } = await fitArchitecture(job, { threads, onEpoch })
  const describe = async (tracks: CorpusTrack[]) => {
    const jobTracks = tracks.map((track) => jobTrack(track, architectureByName(settings.architecture)))
    const options = { sounds: job.sounds, samplesPerTrack: SEGMENTS_ANALYSED }
    const described = await describeTracks(network, jobTracks, options)
    return described.map((description, i) => ({ ...description, genre: tracks[i].genre }))
  }
  const test = await describe(split.test)
  const heldOut = split.test.map(({ label, group, set }, i) => {
    const { probabilities, segmentProbabilities, features } = test[i]
    return { label, group, set, fold, probabilities, segmentProbabilities, features: Float32Array.from(features) }
  })
  return { network, job, history, test, heldOut, describe }
}
