import { aliasOf, type Info, release, runKernel, type WasmBackend } from './run-kernel.ts'

/**
 * [n, h, w, c] → [n, h·strideHeight, w·strideWidth, c] with zeros between the pixels: the first step of the gradient
 * of a strided convolution. Does not take over `image`; the result is always new memory.
 */
export function spreadImage(
  backend: WasmBackend,
  image: Info,
  stride: { strideHeight: number; strideWidth: number },
): Info {
  const [batch, height, width, channels] = image.shape
  const { strideHeight, strideWidth } = stride
  const wide = withZerosAfter(backend, aliasOf(image, [batch * height * width, channels]), strideWidth)
  const rows = aliasOf(wide, [batch * height, width * strideWidth * channels])
  const tall = withZerosAfter(backend, rows, strideHeight)
  release(backend, wide)
  return aliasOf(tall, [batch, height * strideHeight, width * strideWidth, channels])
}

/** [rows, cols] → [rows, cols·times], the new columns zero. */
function withZerosAfter(backend: WasmBackend, matrix: Info, times: number): Info {
  const cols = matrix.shape[1]
  return runKernel(
    backend,
    'PadV2',
    { x: matrix },
    {
      paddings: [
        [0, 0],
        [0, cols * (times - 1)],
      ],
      constantValue: 0,
    },
  )
}
