import type * as tf from '@tensorflow/tfjs'
import { architectureByName } from '../src/architectures/architectures.ts'
import { foldBatchNorm } from '../src/architectures/fold-batch-norm.ts'
import type { TrainingState } from './checkpoint.ts'
import { resultOf } from './fit-replica.ts'
import { writeVariables } from './flat-variables.ts'
import { buildReplica } from './replica.ts'
import { sampleShape } from './sounds.ts'
import type { TrainingJob } from './training-job.ts'

/** The trained network without what only training needs. The caller disposes it. */
export function exportNetwork(job: TrainingJob, state: TrainingState): tf.LayersModel {
  const { network, weights, statistics } = buildReplica(job)
  const result = resultOf(state, job)
  writeVariables(weights, result.averaged)
  writeVariables(statistics, result.statistics)
  const inference = buildInference(job)
  foldBatchNorm(network, inference)
  network.dispose()
  return inference
}

/** The network of a job as it is written to disk, still without weights. */
export function buildInference(job: Pick<TrainingJob, 'architecture' | 'sounds' | 'classes' | 'seed'>): tf.LayersModel {
  const { architecture, sounds, classes, seed } = job
  return architectureByName(architecture).build({ ...sampleShape(sounds), classes, seed, mode: 'inference' })
}
