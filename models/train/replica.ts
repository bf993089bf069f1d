import type * as tf from '@tensorflow/tfjs'
import { architectureByName } from '../src/architectures/architectures.ts'
import type { Range } from './adam-w.ts'
import { variablesOf } from './flat-variables.ts'
import { sampleShape } from './sounds.ts'
import type { TrainingJob } from './training-job.ts'

/** A network in training mode, its learnt weights and the moving statistics of its norms. */
export type Replica = { network: tf.LayersModel; weights: tf.Variable[]; statistics: tf.Variable[] }

/** A network in training mode with its first weights. */
export function buildReplica(job: Pick<TrainingJob, 'architecture' | 'sounds' | 'classes' | 'seed'>): Replica {
  const { classes, seed, sounds } = job
  const options = { ...sampleShape(sounds), classes, mode: 'training', seed } as const
  const network = architectureByName(job.architecture).build(options)
  return {
    network,
    weights: variablesOf(network.trainableWeights),
    statistics: variablesOf(network.nonTrainableWeights),
  }
}

/** What of the weights learns in an epoch: the last layer while the rest is frozen, then all. */
export function learningPart(
  { network, weights }: Replica,
  frozen: boolean,
): { variables: tf.Variable[]; ranges: Range[] } {
  const head = new Set(frozen ? variablesOf(network.getLayer('logits').trainableWeights) : weights)
  const variables: tf.Variable[] = []
  const ranges: Range[] = []
  let from = 0
  for (const variable of weights) {
    const to = from + variable.size
    if (head.has(variable)) {
      variables.push(variable)
      ranges.push({ from, to })
    }
    from = to
  }
  return { variables, ranges }
}
