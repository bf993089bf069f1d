import { backend_util } from '@tensorflow/tfjs'
import type { ConvAttrs } from './conv-attrs.ts'
import { meanOverLeadingAxes } from './mean-over-leading-axes.ts'
import { aliasOf, type Info, type KernelCall, release, runKernel } from './run-kernel.ts'
import { scaled } from './scaled.ts'

/** The gradient of a depthwise convolution with respect to its filter, [kh, kw, c, 1]: per tap, Σ x·dy. */
export function depthwiseBackpropFilter(call: KernelCall<{ x: Info; dy: Info }, ConvAttrs>): Info {
  const { inputs, attrs, backend } = call
  const { x, dy } = inputs
  const filterShape = attrs.filterShape as [number, number, number, number]
  if (filterShape[3] !== 1) throw new Error('Depthwise gradients are implemented for one filter a channel.')
  const conv = backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filterShape,
    attrs.strides,
    1,
    attrs.pad as 'same',
    attrs.dimRoundingMode,
    true,
  )
  const { batchSize, inChannels, outHeight, outWidth, filterHeight, filterWidth } = conv
  const { strideHeight, strideWidth, padInfo } = conv
  const below = Math.max(0, (outHeight - 1) * strideHeight + filterHeight - conv.inHeight - padInfo.top)
  const right = Math.max(0, (outWidth - 1) * strideWidth + filterWidth - conv.inWidth - padInfo.left)
  const paddings = [
    [0, 0],
    [padInfo.top, below],
    [padInfo.left, right],
    [0, 0],
  ]
  const padded = runKernel(backend, 'PadV2', { x }, { paddings, constantValue: 0 })
  const positions = batchSize * outHeight * outWidth
  const masks = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 }

  const taps: Info[] = []
  for (let row = 0; row < filterHeight; row++) {
    for (let col = 0; col < filterWidth; col++) {
      const end = [
        batchSize,
        row + (outHeight - 1) * strideHeight + 1,
        col + (outWidth - 1) * strideWidth + 1,
        inChannels,
      ]
      const seen = runKernel(
        backend,
        'StridedSlice',
        { x: padded },
        { begin: [0, row, col, 0], end, strides: [1, strideHeight, strideWidth, 1], ...masks },
      )
      const product = runKernel(backend, 'Multiply', { a: seen, b: dy })
      const mean = meanOverLeadingAxes(backend, product, { rows: positions, channels: inChannels })
      const sum = scaled(backend, mean, positions)
      release(backend, seen, product, mean)
      taps.push(aliasOf(sum, [1, inChannels]))
    }
  }
  const gradient = runKernel(backend, 'Concat', taps, { axis: 0 })
  release(backend, padded, ...taps)
  return aliasOf(gradient, filterShape)
}
