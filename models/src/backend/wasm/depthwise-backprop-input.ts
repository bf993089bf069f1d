import { backend_util } from '@tensorflow/tfjs'
import type { ConvAttrs } from './conv-attrs.ts'
import { type Info, type KernelCall, release, runKernel } from './run-kernel.ts'
import { transposedConvolution } from './transposed-convolution.ts'

/** The gradient of a depthwise convolution (one filter a channel) with respect to its input, [n, h, w, c]. */
export function depthwiseBackpropInput(call: KernelCall<{ dy: Info; filter: Info }, ConvAttrs>): Info {
  const { inputs, attrs, backend } = call
  const { dy, filter } = inputs
  if (filter.shape[3] !== 1) throw new Error('Depthwise gradients are implemented for one filter a channel.')
  const conv = backend_util.computeConv2DInfo(
    attrs.inputShape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    attrs.strides,
    1,
    attrs.pad as 'same',
    attrs.dimRoundingMode,
    true,
  )
  const turnedFilter = runKernel(backend, 'Reverse', { x: filter }, { dims: [0, 1] })
  const gradient = transposedConvolution(backend, 'DepthwiseConv2dNative', { dy, turnedFilter, conv })
  release(backend, turnedFilter)
  return gradient
}
