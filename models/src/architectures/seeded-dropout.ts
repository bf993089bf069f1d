import * as tf from '@tensorflow/tfjs'

/** Dropout whose masks follow from a seed and a counter, so that an interrupted training resumes exactly. */
export class SeededDropout extends tf.layers.Layer {
  static className = 'SeededDropout'
  private calls = 0
  private seed: number

  constructor(private readonly options: { name: string; rate: number; seed: number }) {
    super({ name: options.name })
    this.seed = options.seed
  }

  /** Starts a new sequence of masks. */
  reseed(seed: number): void {
    this.seed = this.options.seed + seed
    this.calls = 0
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0] : inputs
    if (!kwargs.training || this.options.rate === 0) return tf.clone(input)
    this.calls++
    return tf.dropout(input, this.options.rate, undefined, `${this.seed}/${this.calls}`)
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape
  }
}

/** Gives every dropout of a network a new sequence of masks. */
export function reseedDropout(network: tf.LayersModel, seed: number): void {
  for (const layer of network.layers) if (layer instanceof SeededDropout) layer.reseed(seed)
}
