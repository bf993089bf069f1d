import { join } from 'node:path'
import type { Architecture } from '../src/architectures/architecture.ts'
import { architectureByName } from '../src/architectures/architectures.ts'
import type { ThreeWaySplit } from './artist-split.ts'
import { type Corpus, type CorpusTrack, jobTrack, soundsFor } from './corpus.ts'
import type { TrainingJob } from './training-job.ts'
import { type TrainingSettings, trainingSettingsOf } from './training-settings.ts'

type NamedSplit = ThreeWaySplit<CorpusTrack> & { name: string }

/**
 * The training of one split. Validation tracks are kept apart only where something is chosen by them; where nothing
 * is, the network learns from them too and the tracks of the test are merely watched.
 */
export function trainingJobFor(
  corpus: Corpus,
  split: NamedSplit,
  { settings, cache }: { settings: TrainingSettings; cache: string },
): TrainingJob {
  const architecture = architectureByName(settings.architecture)
  const choosing = choosesByValidation(architecture, settings)
  const toJob = (tracks: CorpusTrack[]) => tracks.map((track) => jobTrack(track, architecture))
  const train = toJob(choosing ? split.train : [...split.train, ...split.validation])
  return {
    ...trainingSettingsOf(settings),
    classes: corpus.labels.length,
    sounds: soundsFor(corpus, architecture, train),
    train,
    auxiliary: toJob(corpus.auxiliary),
    validation: toJob(choosing ? split.validation : split.test),
    checkpointFile: checkpointFile(cache, { ...settings, split: split.name }),
  }
}

/** Where a training keeps what it goes on from. */
export function checkpointFile(
  cache: string,
  { architecture, seed, split }: { architecture: string; seed: number; split: string },
): string {
  return join(cache, 'training', `${architecture}-${seed}-${split}.checkpoint`)
}

function choosesByValidation({ name, training }: Architecture, { patience }: TrainingSettings): boolean {
  return patience !== null || training.solver !== 'adam' || name === 'ensemble-stacked'
}
