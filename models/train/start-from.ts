import type * as tf from '@tensorflow/tfjs'
import { readAnyCheckpoint } from './checkpoint.ts'
import { writeVariables } from './flat-variables.ts'
import { buildReplica, type Replica } from './replica.ts'
import type { TrainingJob } from './training-job.ts'

/**
 * Transfer learning: gives a new network the weights of another training of the same architecture, layer by layer
 * where their shapes fit; the last layer, which other genres need anew, keeps its own.
 * @throws Error where the checkpoint is missing or of another architecture
 */
export function startFrom(replica: Replica, job: TrainingJob, checkpointFile: string): void {
  const checkpoint = readAnyCheckpoint(checkpointFile)
  if (!checkpoint) throw new Error(`There is no checkpoint ${checkpointFile} to start from.`)
  const { architecture, classes, seed } = JSON.parse(checkpoint.job) as TrainingJob
  if (architecture !== job.architecture)
    throw new Error(`${checkpointFile} is a training of ${architecture}, not of ${job.architecture}.`)
  const source = buildReplica({ architecture, classes, seed, sounds: job.sounds })
  const { averaged, statistics } = checkpoint.state.best ?? checkpoint.state
  writeVariables(source.weights, averaged)
  writeVariables(source.statistics, statistics)
  for (const layer of replica.network.layers) takeOver(layer, source.network.getLayer(layer.name))
  source.network.dispose()
}

function takeOver(layer: tf.layers.Layer, source: tf.layers.Layer): void {
  const weights = source.getWeights()
  const fits = layer.getWeights().every(({ shape }, i) => String(shape) === String(weights[i].shape))
  if (weights.length > 0 && fits) layer.setWeights(weights)
}
