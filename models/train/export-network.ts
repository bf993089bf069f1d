import type * as tf from '@tensorflow/tfjs'
import { architectureByName } from '../src/architectures/architectures.ts'
import { foldBatchNorm } from '../src/architectures/fold-batch-norm.ts'
import type { TrainingState } from './checkpoint.ts'
import { buildReplica, resultOf } from './fit-replica.ts'
import { writeVariables } from './flat-variables.ts'
import type { TrainingJob } from './training-job.ts'

/** The trained network without what only training needs. The caller disposes it. */
export function exportNetwork(job: TrainingJob, state: TrainingState): tf.LayersModel {
  const { network, weights, statistics } = buildReplica(job)
  const result = resultOf(state, job)
  writeVariables(weights, result.averaged)
  writeVariables(statistics, result.statistics)
  const { architecture, segmentFrames: frames, store, classes, seed } = job
  const inference = architectureByName(architecture).build({
    frames,
    bands: store.bands,
    classes,
    seed,
    mode: 'inference',
  })
  foldBatchNorm(network, inference)
  network.dispose()
  return inference
}
