import { util } from '@tensorflow/tfjs'
import { meanOverLeadingAxes } from './mean-over-leading-axes.ts'
import { aliasOf, type Info, type KernelCall, release } from './run-kernel.ts'
import { scaled } from './scaled.ts'

type ReduceAttrs = { axis: number | number[]; keepDims?: boolean }
type Reduce = (call: KernelCall<{ x: Info }, ReduceAttrs>) => Info

/** Below this many values the backend's own kernel is quick enough. */
const WORTHWHILE_SIZE = 4096

/** Mean over all axes but the last through pooling; any other mean by `original`. */
export function fastMean(original: Reduce): Reduce {
  return (call) => {
    const layout = leadingAxes(call)
    if (!layout) return original(call)
    return aliasOf(meanOverLeadingAxes(call.backend, call.inputs.x, layout), layout.shape)
  }
}

/** Sum over all axes but the last through pooling; any other sum by `original`. */
export function fastSum(original: Reduce): Reduce {
  return (call) => {
    const layout = leadingAxes(call)
    if (!layout) return original(call)
    const mean = meanOverLeadingAxes(call.backend, call.inputs.x, layout)
    const sum = scaled(call.backend, mean, layout.rows)
    release(call.backend, mean)
    return aliasOf(sum, layout.shape)
  }
}

function leadingAxes({ inputs, attrs }: Parameters<Reduce>[0]) {
  const { x } = inputs
  const rank = x.shape.length
  const axes = util
    .parseAxisParam(attrs.axis, x.shape)
    .slice()
    .sort((a, b) => a - b)
  const allButLast = rank >= 2 && axes.length === rank - 1 && axes.every((axis, i) => axis === i)
  const size = util.sizeFromShape(x.shape)
  const channels = x.shape[rank - 1]
  if (!allButLast || x.dtype !== 'float32' || size < WORTHWHILE_SIZE || channels < 4) return null
  const shape = attrs.keepDims ? [...new Array<number>(rank - 1).fill(1), channels] : [channels]
  return { rows: size / channels, channels, shape }
}
