import type { EpochScore, TrainingJob } from './training-job.ts'

export const SCHEDULES = ['cosine', 'step', 'plateau', 'constant'] as const
/**
 * How the rate falls: `cosine`: a short warm-up, then half a cosine down to nothing; `step`: to a third after each
 * third of the epochs; `plateau`: to a half whenever the loss has not fallen for three epochs; `constant`: never.
 */
export type Schedule = (typeof SCHEDULES)[number]

const WARM_UP = 0.05
const STEP_FACTOR = 1 / 3
const PLATEAU_EPOCHS = 3

/** The learning rate at a moment of a training: `progress` is the share of all epochs that is done, 0 to 1. */
export function learningRateAt(
  { schedule, learningRate }: Pick<TrainingJob, 'schedule' | 'learningRate'>,
  { progress, history }: { progress: number; history: EpochScore[] },
): number {
  switch (schedule) {
    case 'constant':
      return learningRate
    case 'step':
      return learningRate * STEP_FACTOR ** Math.min(2, Math.floor(progress * 3))
    case 'plateau':
      return learningRate * 0.5 ** plateaus(history)
    case 'cosine':
      return learningRate * cosine(progress)
    default:
      return unknownSchedule(schedule)
  }
}

function cosine(progress: number): number {
  if (progress < WARM_UP) return (progress + 0.002) / (WARM_UP + 0.002)
  return 0.5 * (1 + Math.cos((Math.PI * (progress - WARM_UP)) / (1 - WARM_UP)))
}

/** How often the loss (of validation where there is any) stood still so far. */
function plateaus(history: EpochScore[]): number {
  let best = Number.POSITIVE_INFINITY
  let waited = 0
  let count = 0
  for (const { validation, trainLoss } of history) {
    const loss = validation?.loss ?? trainLoss
    waited = loss < best ? 0 : waited + 1
    best = Math.min(best, loss)
    if (waited < PLATEAU_EPOCHS) continue
    count++
    waited = 0
  }
  return count
}

function unknownSchedule(schedule: never): never {
  throw new Error(`There is no schedule “${schedule}”.`)
}
