import { backend_util } from '@tensorflow/tfjs'
import type { ConvAttrs } from './conv-attrs.ts'
import { type Info, type KernelCall, release, runKernel } from './run-kernel.ts'
import { transposedConvolution } from './transposed-convolution.ts'

/** The gradient of a convolution with respect to its input, [n, h, w, cin]. */
export function conv2dBackpropInput(call: KernelCall<{ dy: Info; filter: Info }, ConvAttrs>): Info {
  const { inputs, attrs, backend } = call
  const { dy, filter } = inputs
  const conv = backend_util.computeConv2DInfo(
    attrs.inputShape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    attrs.strides,
    1,
    attrs.pad as 'same',
    attrs.dimRoundingMode,
  )
  const reversed = runKernel(backend, 'Reverse', { x: filter }, { dims: [0, 1] })
  const turnedFilter = runKernel(backend, 'Transpose', { x: reversed }, { perm: [0, 1, 3, 2] })
  const gradient = transposedConvolution(backend, 'Conv2D', { dy, turnedFilter, conv })
  release(backend, reversed, turnedFilter)
  return gradient
}
