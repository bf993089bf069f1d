import * as tf from '@tensorflow/tfjs'
import type { Architecture } from './architecture.ts'
import { logitsOf } from './classifier-head.ts'
import { convBlock } from './conv-block.ts'
import { dropOut } from './drop-out.ts'
import { type Graph, networkOf } from './network-of.ts'
import { momentsOf, recurrentLayer } from './recurrent-layers.ts'

/** Pools are [time, bands]: the bands are summed up wholly, 16 of 128 moments remain. */
const BLOCKS: { filters: number; pool: [number, number] }[] = [
  { filters: 64, pool: [2, 2] },
  { filters: 128, pool: [2, 4] },
  { filters: 128, pool: [2, 4] },
  { filters: 128, pool: [1, 4] },
]

/**
 * Choi et al. 2017, which Gao et al. follow and print only as a picture: four 3x3 convolutions with batch norm and max
 * pools, then two layers of 32 gated recurrent units. Their pools reduce 29 s to 15 moments; ours, for 3 s, pool less
 * in time.
 */
const graph: Graph = (input, { classes, mode, seed }) => {
  let image = input
  for (const [i, { filters, pool }] of BLOCKS.entries()) {
    const name = `block${i + 1}`
    image = convBlock(image, { name, filters, kernelSize: 3, mode, seed: seed + i })
    image = tf.layers.maxPooling2d({ name: `${name}_pool`, poolSize: pool }).apply(image) as tf.SymbolicTensor
    image = dropOut(image, { name: `${name}_dropout`, rate: 0.1, seed: seed + 30 + i, mode })
  }
  const gated = { cell: 'gru', units: 32 } as const
  const moments = momentsOf(image, 'moments')
  const first = recurrentLayer(moments, { ...gated, name: 'recurrent1', output: 'sequence', mode, seed: seed + 10 })
  const features = recurrentLayer(first, { ...gated, name: 'features', output: 'last', mode, seed: seed + 20 })
  const dropped = dropOut(features, { name: 'dropout', rate: 0.3, seed: seed + 40, mode })
  return [logitsOf(dropped, { classes, mode, seed: seed + 103 }), features]
}

export const crnn: Architecture = {
  name: 'crnn',
  source: 'Gao et al., Choi et al. 2017',
  input: { kind: 'mel', segmentFrames: 128, overlapFrames: 0 },
  training: { solver: 'adam', learningRate: 1e-3, weightDecay: 0.02 },
  build: networkOf('crnn', graph),
}
