import * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'
import { glorotWeights } from './initial-weights.ts'

type RecurrentOptions = {
  name: string
  cell: 'lstm' | 'gru'
  units: number
  /** `sequence`: a vector for each step; `last`: only the last one. */
  output: 'sequence' | 'last'
  direction?: 'forward' | 'both'
  mode: NetworkOptions['mode']
  seed: number
}

/** One recurrent layer over [n, steps, channels]; in both directions, the outputs are joined. */
export function recurrentLayer(sequence: tf.SymbolicTensor, options: RecurrentOptions): tf.SymbolicTensor {
  const { name, cell, units, output, direction = 'forward', mode, seed } = options
  const settings = {
    units,
    returnSequences: output === 'sequence',
    kernelInitializer: glorotWeights({ mode, seed }),
    // Orthogonal start values are the custom, but tfjs needs minutes for them.
    recurrentInitializer: glorotWeights({ mode, seed: seed + 1 }),
  }
  const create = cell === 'lstm' ? tf.layers.lstm : tf.layers.gru
  if (direction === 'forward') return create({ ...settings, name }).apply(sequence) as tf.SymbolicTensor
  const layer = create({ ...settings, name: `${name}_one` }) as tf.RNN
  return tf.layers.bidirectional({ name, layer, mergeMode: 'concat' }).apply(sequence) as tf.SymbolicTensor
}

/** [n, time, bands, channels] → [n, time, bands * channels]: one vector for each moment. */
export function momentsOf(image: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  const [, time, bands, channels] = image.shape as number[]
  return tf.layers.reshape({ name, targetShape: [time, bands * channels] }).apply(image) as tf.SymbolicTensor
}
