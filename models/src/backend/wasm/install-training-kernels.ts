import * as tf from '@tensorflow/tfjs'
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts'
import { conv2dBackpropInput } from './conv2d-backprop-input.ts'
import { depthwiseBackpropFilter } from './depthwise-backprop-filter.ts'
import { depthwiseBackpropInput } from './depthwise-backprop-input.ts'
import { fastAvgPoolGrad } from './fast-avg-pool-grad.ts'
import { fastBatchNormGradient } from './fast-batch-norm-gradient.ts'
import { fastMean, fastSum } from './fast-reductions.ts'
import { sharedIdentity } from './shared-identity.ts'

let installed = false

/**
 * Makes the wasm backend able to train: adds the gradient kernels that it lacks and replaces the built-in ones that
 * are many times slower than they need to be. Results equal the cpu backend's up to rounding. Call it once the
 * backend is set; more calls do nothing.
 */
export function installTrainingKernels(): void {
  if (installed) return
  installed = true
  replace('Conv2DBackpropFilter', () => conv2dBackpropFilter)
  replace('Conv2DBackpropInput', () => conv2dBackpropInput)
  replace('DepthwiseConv2dNativeBackpropFilter', () => depthwiseBackpropFilter)
  replace('DepthwiseConv2dNativeBackpropInput', () => depthwiseBackpropInput)
  replace('Identity', () => sharedIdentity)
  replace('Mean', fastMean)
  replace('Sum', fastSum)
  replace('AvgPoolGrad', fastAvgPoolGrad)
  tf.unregisterGradient('FusedBatchNorm')
  tf.registerGradient(fastBatchNormGradient)
}

// biome-ignore lint/suspicious/noExplicitAny: tfjs types every kernel alike; each of ours names its own inputs.
type AnyKernel = (call: any) => tf.TensorInfo

function replace(kernelName: string, make: (original: AnyKernel) => AnyKernel): void {
  const existing = tf.getKernel(kernelName, 'wasm') as tf.KernelConfig | undefined
  const original = existing?.kernelFunc as AnyKernel
  if (existing) tf.unregisterKernel(kernelName, 'wasm')
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: make(original) as tf.KernelFunc })
}
