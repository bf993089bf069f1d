import { aliasOf, type Info, release, runKernel, type WasmBackend } from './run-kernel.ts'

/** Crops or zero-pads [n, h, w, c] at the bottom and right to the given height and width. Takes over `image`. */
export function fitImage(backend: WasmBackend, image: Info, size: { height: number; width: number }): Info {
  let [batch, height, width, channels] = image.shape
  let current = image
  if (height > size.height || width > size.width) {
    height = Math.min(height, size.height)
    width = Math.min(width, size.width)
    const cropped = runKernel(
      backend,
      'Slice',
      { x: current },
      { begin: [0, 0, 0, 0], size: [batch, height, width, channels] },
    )
    release(backend, current)
    current = cropped
  }
  if (height < size.height || width < size.width) {
    const paddings = [
      [0, 0],
      [0, size.height - height],
      [0, size.width - width],
      [0, 0],
    ]
    const padded = runKernel(backend, 'PadV2', { x: current }, { paddings, constantValue: 0 })
    release(backend, current)
    current = padded
  }
  return aliasOf(current, [batch, size.height, size.width, channels])
}
