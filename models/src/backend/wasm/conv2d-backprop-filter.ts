import { backend_util } from '@tensorflow/tfjs'
import type { ConvAttrs } from './conv-attrs.ts'
import { aliasOf, type Info, type KernelCall, release, runKernel, type WasmBackend } from './run-kernel.ts'

/** With few input channels one product over all taps beats one product per tap. */
const MANY_CHANNELS = 8

/**
 * The gradient of a convolution with respect to its filter, [kh, kw, cin, cout], which the wasm backend lacks: for
 * every tap of the filter, the inputs that it met (transposed to [cin, positions]) times dy ([positions, cout]).
 */
export function conv2dBackpropFilter(call: KernelCall<{ x: Info; dy: Info }, ConvAttrs>): Info {
  const { inputs, attrs, backend } = call
  const { x, dy } = inputs
  const filterShape = attrs.filterShape as [number, number, number, number]
  const conv = backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filterShape,
    attrs.strides,
    1,
    attrs.pad as 'same',
    attrs.dimRoundingMode,
  )
  const { batchSize, outHeight, outWidth, inChannels, outChannels, filterHeight, filterWidth } = conv
  const positions = batchSize * outHeight * outWidth
  const dyMatrix = aliasOf(dy, [positions, outChannels])
  const padded = channelsFirstPadded(backend, x, conv)

  const taps: Info[] = []
  for (let row = 0; row < filterHeight; row++) {
    for (let col = 0; col < filterWidth; col++) {
      taps.push(aliasOf(seenByTap(backend, padded, { row, col, conv }), [inChannels, positions]))
    }
  }
  release(backend, padded)

  if (inChannels > MANY_CHANNELS) {
    const products = taps.map((tap) => {
      const product = multiply(backend, tap, dyMatrix)
      release(backend, tap)
      return aliasOf(product, [inChannels, outChannels])
    })
    return aliasOf(stacked(backend, products), filterShape)
  }
  const columns = stacked(backend, taps)
  const product = multiply(backend, aliasOf(columns, [taps.length * inChannels, positions]), dyMatrix)
  release(backend, columns)
  return aliasOf(product, filterShape)
}

type Conv = ReturnType<typeof backend_util.computeConv2DInfo>

/** x as [cin, n, h, w], padded with zeros as the convolution saw it. */
function channelsFirstPadded(backend: WasmBackend, x: Info, conv: Conv): Info {
  const { padInfo, outHeight, outWidth, strideHeight, strideWidth, filterHeight, filterWidth } = conv
  const turned = runKernel(backend, 'Transpose', { x }, { perm: [3, 0, 1, 2] })
  const below = Math.max(0, (outHeight - 1) * strideHeight + filterHeight - conv.inHeight - padInfo.top)
  const right = Math.max(0, (outWidth - 1) * strideWidth + filterWidth - conv.inWidth - padInfo.left)
  const paddings = [
    [0, 0],
    [0, 0],
    [padInfo.top, below],
    [padInfo.left, right],
  ]
  const padded = runKernel(backend, 'PadV2', { x: turned }, { paddings, constantValue: 0 })
  release(backend, turned)
  return padded
}

/** What one tap of the filter met at every output position: [cin, n, outHeight, outWidth]. */
function seenByTap(backend: WasmBackend, padded: Info, tap: { row: number; col: number; conv: Conv }): Info {
  const { row, col, conv } = tap
  const { inChannels, batchSize, outHeight, outWidth, strideHeight, strideWidth } = conv
  const begin = [0, 0, row, col]
  if (strideHeight === 1 && strideWidth === 1) {
    return runKernel(backend, 'Slice', { x: padded }, { begin, size: [inChannels, batchSize, outHeight, outWidth] })
  }
  const end = [inChannels, batchSize, row + (outHeight - 1) * strideHeight + 1, col + (outWidth - 1) * strideWidth + 1]
  const strides = [1, 1, strideHeight, strideWidth]
  const masks = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 }
  return runKernel(backend, 'StridedSlice', { x: padded }, { begin, end, strides, ...masks })
}

function multiply(backend: WasmBackend, a: Info, b: Info): Info {
  return runKernel(
    backend,
    'BatchMatMul',
    { a: aliasOf(a, [1, ...a.shape]), b: aliasOf(b, [1, ...b.shape]) },
    { transposeA: false, transposeB: false },
  )
}

/** Rows of all parts under each other; takes over the parts. */
function stacked(backend: WasmBackend, parts: Info[]): Info {
  if (parts.length === 1) return parts[0]
  const whole = runKernel(backend, 'Concat', parts, { axis: 0 })
  release(backend, ...parts)
  return whole
}
