import type * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'
import { SeededDropout } from './seeded-dropout.ts'

type DropOutOptions = { name: string; rate: number; seed: number; mode: NetworkOptions['mode'] }

/** In training mode, sets a share of the values to zero; else nothing. */
export function dropOut(input: tf.SymbolicTensor, { name, rate, seed, mode }: DropOutOptions): tf.SymbolicTensor {
  if (mode === 'inference') return input
  return new SeededDropout({ name, rate, seed }).apply(input) as tf.SymbolicTensor
}
