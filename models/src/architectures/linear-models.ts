import * as tf from '@tensorflow/tfjs'
import type { Architecture } from './architecture.ts'
import { logitsOf } from './classifier-head.ts'
import { type Graph, networkOf } from './network-of.ts'

/** One linear layer over the statistics; what it sees are the statistics themselves. */
const graph: Graph = (input, { classes, mode, seed }) => {
  const features = tf.layers.flatten({ name: 'features' }).apply(input) as tf.SymbolicTensor
  return [logitsOf(features, { classes, mode, seed }), features]
}

/** Multinomial logistic regression on 518 statistics, a baseline of the papers. */
export const logistic: Architecture = {
  name: 'logistic',
  source: 'baseline',
  input: { kind: 'features' },
  training: { solver: 'logistic-regression' },
  build: networkOf('logistic', graph),
}

/** A linear support vector machine, one genre against the rest, on 518 statistics. */
export const linearSvm: Architecture = {
  name: 'linear-svm',
  source: 'baseline',
  input: { kind: 'features' },
  training: { solver: 'linear-svm' },
  build: networkOf('linear-svm', graph),
}
