import { aliasOf, type Info, type KernelCall, release, runKernel } from './run-kernel.ts'
import { scaled } from './scaled.ts'

type PoolAttrs = { filterSize: number | [number, number]; strides: number | [number, number] }
type AvgPoolGrad = (call: KernelCall<{ dy: Info; input: Info }, PoolAttrs>) => Info

/** The gradient of average pooling over windows that tile the image exactly: repeat and divide. Others: `original`. */
export function fastAvgPoolGrad(original: AvgPoolGrad): AvgPoolGrad {
  return (call) => {
    const { inputs, attrs, backend } = call
    const { dy, input } = inputs
    const [windowHeight, windowWidth] = pair(attrs.filterSize)
    const [strideHeight, strideWidth] = pair(attrs.strides)
    const [batch, height, width, channels] = dy.shape
    const tiles =
      windowHeight === strideHeight &&
      windowWidth === strideWidth &&
      input.shape[1] === height * strideHeight &&
      input.shape[2] === width * strideWidth
    if (!tiles) return original(call)

    const share = scaled(backend, dy, 1 / (windowHeight * windowWidth))
    const pixel = aliasOf(share, [batch * height * width, channels])
    const wide = runKernel(backend, 'Concat', new Array<Info>(windowWidth).fill(pixel), { axis: 1 })
    const row = aliasOf(wide, [batch * height, width * windowWidth * channels])
    const tall = runKernel(backend, 'Concat', new Array<Info>(windowHeight).fill(row), { axis: 1 })
    if (wide.dataId !== tall.dataId) release(backend, wide)
    release(backend, share)
    return aliasOf(tall, input.shape)
  }
}

function pair(value: number | [number, number]): [number, number] {
  return Array.isArray(value) ? value : [value, value]
}
