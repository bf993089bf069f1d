import { createRandom } from './random.ts'
import type { MelSounds } from './sounds.ts'
import type { JobTrack, TrainingJob } from './training-job.ts'

/** Four kinds of noise that an ear would tell apart: low, high, rising sweeps, and beats; for tests of training. */
export function toyGenres({ tracksPerGenre, frames, seed }: { tracksPerGenre: number; frames: number; seed: number }) {
  const bands = 128
  const random = createRandom(seed)
  const total = 4 * tracksPerGenre * frames * bands
  const bytes = new Uint8Array(new SharedArrayBuffer(total))
  const tracks: JobTrack[] = []
  for (let i = 0; i < 4 * tracksPerGenre; i++) {
    const label = i % 4
    const offset = i * frames * bands
    for (let frame = 0; frame < frames; frame++) {
      for (let band = 0; band < bands; band++) {
        const loud = LOUD[label]({ frame, band })
        bytes[offset + frame * bands + band] = Math.floor((loud ? 170 : 70) + random() * 60)
      }
    }
    tracks.push({ place: { file: null, offset, frames }, variants: [], label })
  }
  const sounds: MelSounds = {
    kind: 'mel',
    bytes,
    bands,
    topDb: 80,
    segmentFrames: 64,
    overlapFrames: 0,
    normalisation: { meanDb: -45, deviationDb: 20 },
  }
  return { sounds, tracks }
}

const LOUD: (({ frame, band }: { frame: number; band: number }) => boolean)[] = [
  ({ band }) => band < 40,
  ({ band }) => band > 80,
  ({ frame, band }) => Math.abs((frame % 64) * 2 - band) < 12,
  ({ frame }) => frame % 16 < 4,
]

/** A quick job on toy genres. */
export function toyJob(
  toys: ReturnType<typeof toyGenres>,
  overrides: Partial<TrainingJob> & { checkpointFile: string },
): TrainingJob {
  return {
    architecture: 'attentive',
    classes: 4,
    sounds: toys.sounds,
    train: toys.tracks,
    auxiliary: [],
    validation: [],
    epochs: 4,
    patience: null,
    samplesPerTrack: 2,
    batchSize: 8,
    learningRate: 3e-3,
    schedule: 'cosine',
    weightDecay: 0.01,
    mixup: 0,
    labelSmoothing: 0,
    classWeights: 'root',
    augmentation: 'sound and masks',
    startFrom: null,
    frozenEpochs: 0,
    seed: 3,
    ...overrides,
  }
}
