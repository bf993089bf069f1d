import { aliasOf, type Info, release, runKernel, type WasmBackend } from './run-kernel.ts'

/**
 * [rows, channels] → [channels], the mean over the rows, as average pooling: the backend's own reduction transposes
 * the whole tensor first and sums it in a naive loop. Two levels keep the pooling windows small.
 */
export function meanOverLeadingAxes(
  backend: WasmBackend,
  tensor: Info,
  { rows, channels }: { rows: number; channels: number },
): Info {
  let window = 1
  while (window * window < rows && rows % (window * 2) === 0) window *= 2
  const groups = rows / window
  const first = pooled(backend, aliasOf(tensor, [groups, 1, window, channels]), window)
  if (groups === 1) return aliasOf(first, [channels])
  const second = pooled(backend, aliasOf(first, [1, 1, groups, channels]), groups)
  release(backend, first)
  return aliasOf(second, [channels])
}

function pooled(backend: WasmBackend, image: Info, window: number): Info {
  return runKernel(backend, 'AvgPool', { x: image }, { filterSize: [1, window], strides: [1, 1], pad: 'valid' })
}
