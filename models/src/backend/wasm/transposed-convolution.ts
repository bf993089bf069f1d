import type { backend_util } from '@tensorflow/tfjs'
import { fitImage } from './fit-image.ts'
import { type Info, release, runKernel, type WasmBackend } from './run-kernel.ts'
import { spreadImage } from './spread-image.ts'

type Conv = ReturnType<typeof backend_util.computeConv2DInfo>

/**
 * The gradient of a convolution with respect to its input is itself a convolution: dy, spread by the strides and
 * padded, with the turned filter. `kernel` names the convolution that runs it (XNNPACK makes it ten times faster than
 * the backend's own loop). Does not take over dy or the filter.
 */
export function transposedConvolution(
  backend: WasmBackend,
  kernel: 'Conv2D' | 'DepthwiseConv2dNative',
  parts: { dy: Info; turnedFilter: Info; conv: Conv },
): Info {
  const { dy, turnedFilter, conv } = parts
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo, inHeight, inWidth } = conv
  const strided = strideHeight > 1 || strideWidth > 1
  let image = strided ? spreadImage(backend, dy, { strideHeight, strideWidth }) : dy
  const top = filterHeight - 1 - padInfo.top
  const left = filterWidth - 1 - padInfo.left
  let bottom = inHeight - image.shape[1] - top + filterHeight - 1
  let right = inWidth - image.shape[2] - left + filterWidth - 1
  if (bottom < 0 || right < 0) {
    image = fitImage(backend, image, {
      height: image.shape[1] + Math.min(0, bottom),
      width: image.shape[2] + Math.min(0, right),
    })
    bottom = Math.max(0, bottom)
    right = Math.max(0, right)
  }
  const gradient = runKernel(
    backend,
    kernel,
    { x: image, filter: turnedFilter },
    {
      strides: [1, 1],
      dilations: [1, 1],
      dataFormat: 'NHWC',
      pad: [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
    },
  )
  if (image !== dy) release(backend, image)
  return gradient
}
