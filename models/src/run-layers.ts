import type * as tf from '@tensorflow/tfjs'

/**
 * Evaluates a network from any layers to any others: `given` holds the outputs, by layer name, that are known, and
 * nothing before them is computed. Part of it can so stand under a gradient, without a second network. For graphs whose
 * layers are applied once and give one tensor. Call it in a tidy: what lies between stays in memory.
 */
export function runLayers(
  network: tf.LayersModel,
  given: Readonly<Record<string, tf.Tensor>>,
  wanted: readonly string[],
): tf.Tensor[] {
  const known = new Map(Object.entries(given))
  const outputOf = (layer: tf.layers.Layer): tf.Tensor => {
    const present = known.get(layer.name)
    if (present) return present
    const inputs = inputsOf(layer).map(outputOf)
    const value = layer.apply(inputs.length === 1 ? inputs[0] : inputs) as tf.Tensor
    known.set(layer.name, value)
    return value
  }
  return wanted.map((name) => outputOf(network.getLayer(name)))
}

/** The layers that a layer is fed by. */
export function inputsOf(layer: tf.layers.Layer): tf.layers.Layer[] {
  return layer.inboundNodes[0].inboundLayers
}
