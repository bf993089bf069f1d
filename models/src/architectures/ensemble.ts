import * as tf from '@tensorflow/tfjs'
import type { Architecture, NetworkOptions } from './architecture.ts'
import { cnn, cnnGraph } from './cnn.ts'
import { cnnBilstm, cnnBilstmGraph } from './cnn-bilstm.ts'
import { cnnLstm, cnnLstmGraph } from './cnn-lstm.ts'
import { glorotWeights } from './initial-weights.ts'
import { MENDES_INPUT, MENDES_TRAINING } from './mendes-convolutions.ts'
import { type Graph, networkOf } from './network-of.ts'

const MEMBERS: { architecture: Architecture; graph: Graph }[] = [
  { architecture: cnn, graph: cnnGraph },
  { architecture: cnnLstm, graph: cnnLstmGraph },
  { architecture: cnnBilstm, graph: cnnBilstmGraph },
]

/** The layer of a stacked ensemble that weighs the members' answers. */
export const STACKING_LAYER = 'logits'

/** What the names of a member's layers begin with inside an ensemble. */
export function memberScope({ name }: Pick<Architecture, 'name'>): string {
  return `${name.replaceAll('-', '_')}__`
}

/** The three networks of Mendes 2020 together, his future work: the mean of their log-probabilities. */
export const ensemble = ensembleOf('ensemble', (answers) => {
  return tf.layers.average({ name: 'averaged' }).apply(answers) as tf.SymbolicTensor
})

/** The same, joined by a linear layer over their log-probabilities, which is fitted once they are trained. */
export const ensembleStacked = ensembleOf('ensemble-stacked', (answers, options) => {
  const joined = tf.layers.concatenate({ name: 'answers' }).apply(answers)
  const kernelInitializer = glorotWeights(options)
  return tf.layers
    .dense({ name: STACKING_LAYER, units: options.classes, kernelInitializer })
    .apply(joined) as tf.SymbolicTensor
})

type Join = (answers: tf.SymbolicTensor[], options: NetworkOptions) => tf.SymbolicTensor

function ensembleOf(name: string, join: Join): Architecture {
  const graph: Graph = (input, options) => {
    const outputs = MEMBERS.map(({ architecture, graph }) =>
      graph(input, { ...options, scope: `${options.scope ?? ''}${memberScope(architecture)}` }),
    )
    const answers = outputs.map(([logits], i) => logProbabilities(logits, `answer${i + 1}`))
    const features = tf.layers.concatenate({ name: 'features' }).apply(outputs.map(([, features]) => features))
    return [join(answers, options), features as tf.SymbolicTensor]
  }
  return {
    name,
    source: 'Mendes 2020, future work',
    input: MENDES_INPUT,
    training: MENDES_TRAINING,
    members: MEMBERS.map(({ architecture }) => architecture),
    build: networkOf(name, graph),
  }
}

function logProbabilities(logits: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  // tfjs has this activation, only its types do not list it.
  const activation = 'logSoftmax' as 'softmax'
  return tf.layers.activation({ name, activation }).apply(logits) as tf.SymbolicTensor
}
