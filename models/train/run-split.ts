import type { LayersModel } from '@tensorflow/tfjs'
import type { HeldOutTrack } from '../evaluate/held-out-scores.ts'
import { architectureByName } from '../src/architectures/architectures.ts'
import { FEATURE_COUNT } from '../src/architectures/input-shape.ts'
import { wordStatistics } from '../src/frame-codebook.ts'
import { type StatisticsHeads, withHeads } from '../src/statistics-heads.ts'
import { projectWords } from '../src/word-projection.ts'
import type { ThreeWaySplit } from './artist-split.ts'
import { type Corpus, type CorpusTrack, jobTrack } from './corpus.ts'
import { describeTracks, type TrackDescription } from './describe-tracks.ts'
import { fitArchitecture } from './fit-architecture.ts'
import { fitStatisticsHeads } from './fit-statistics-heads.ts'
import { SEGMENTS_ANALYSED } from './sound-plan.ts'
import type { EpochScore, TrainingJob } from './training-job.ts'
import { trainingJobFor } from './training-job-for.ts'
import type { TrainingSettings } from './training-settings.ts'

export type SplitOptions = {
  settings: TrainingSettings
  name: string
  /** Its number among several; see HeldOutTrack. */
  fold: number
  cache: string
  threads: number | null
  /** Lets linear heads over the whole track vote beside the network; the corpus needs its statistics. */
  withHeads?: boolean
  onEpoch?: (score: EpochScore, architecture: string) => void
}

/** A description of a track, with its genre. */
export type DescribedTrack = TrackDescription & { genre: string }

export type SplitRun = {
  /** The caller disposes it. */
  network: LayersModel
  job: TrainingJob
  history: EpochScore[]
  /** What votes beside the network; null where it answers alone. */
  heads: StatisticsHeads | null
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
  { settings, name, fold, cache, threads, withHeads: wantsHeads, onEpoch }: SplitOptions,
): Promise<SplitRun> {
  const job = trainingJobFor(corpus, { ...split, name }, { settings, cache })
  const { network, history } = await fitArchitecture(job, { threads, onEpoch })
  const describeAlone = async (tracks: CorpusTrack[]) => {
    const jobTracks = tracks.map((track) => jobTrack(track, architectureByName(settings.architecture)))
    const options = { sounds: job.sounds, samplesPerTrack: SEGMENTS_ANALYSED }
    const described = await describeTracks(network, jobTracks, options)
    return described.map((description, i) => ({ ...description, genre: tracks[i].genre }))
  }
  const heads = wantsHeads ? await taughtHeads(corpus, split, { describe: describeAlone, seed: settings.seed }) : null
  const describe = async (tracks: CorpusTrack[]) => {
    const described = await describeAlone(tracks)
    if (!heads) return described
    return described.map((description, i) => {
      const features = statisticsOf(corpus, tracks[i])
      const words = wordStatistics(description.frames, heads.codebook)
      const heard = { words, features, modulations: description.modulations }
      const { votes, answer } = withHeads(description.probabilities, heard, heads)
      return { ...description, probabilities: answer, genres: votes, words: projectWords(words, heads.projection) }
    })
  }
  const test = await describe(split.test)
  const heldOut = split.test.map(({ label, group, set }, i) => {
    const { probabilities, segmentProbabilities, features } = test[i]
    return { label, group, set, fold, probabilities, segmentProbabilities, features: Float32Array.from(features) }
  })
  return { network, job, history, heads, test, heldOut, describe }
}

type Teaching = { describe: (tracks: CorpusTrack[]) => Promise<DescribedTrack[]>; seed: number }

/** Nothing is chosen by the validation tracks here, so the heads learn from them too. */
async function taughtHeads(
  corpus: Corpus,
  { train, validation }: ThreeWaySplit<CorpusTrack>,
  { describe, seed }: Teaching,
): Promise<StatisticsHeads> {
  const asTaught = async (tracks: CorpusTrack[]) => {
    const described = await describe(tracks)
    return described.map(({ frames, modulations }, i) => {
      const { label, group } = tracks[i]
      return { label, artist: group, frames, modulations, features: statisticsOf(corpus, tracks[i]) }
    })
  }
  const auxiliary = await asTaught(corpus.auxiliary)
  return fitStatisticsHeads(await asTaught([...train, ...validation]), {
    classes: corpus.labels.length,
    seed,
    auxiliary,
  })
}

function statisticsOf({ featureValues }: Corpus, { features }: CorpusTrack): Float32Array {
  if (!featureValues || !features) throw new Error('The statistics of the tracks were not read.')
  return featureValues.slice(features.offset, features.offset + FEATURE_COUNT)
}
