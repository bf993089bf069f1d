import * as tf from '@tensorflow/tfjs'

export type Info = tf.TensorInfo
export type WasmBackend = tf.KernelBackend

/** What a kernel function is given; each kernel names its own inputs and attributes. */
export type KernelCall<Inputs, Attrs> = { inputs: Inputs; attrs: Attrs; backend: WasmBackend }

/** Runs a kernel of the wasm backend below the tape: nothing is tracked, so the caller releases what it gets. */
export function runKernel(
  backend: WasmBackend,
  name: string,
  inputs: Record<string, Info> | Info[],
  attrs: object = {},
): Info {
  const { kernelFunc } = tf.getKernel(name, 'wasm')
  return kernelFunc({
    inputs: inputs as tf.NamedTensorInfoMap,
    attrs: attrs as unknown as tf.NamedAttrMap,
    backend,
  }) as Info
}

/** The same memory under another shape of the same size. It owns nothing: release the original only. */
export function aliasOf(tensor: Info, shape: number[]): Info {
  return { dataId: tensor.dataId, shape, dtype: tensor.dtype }
}

export function release(backend: WasmBackend, ...tensors: Info[]): void {
  for (const tensor of tensors) backend.disposeData(tensor.dataId)
}
