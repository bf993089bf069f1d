import * as tf from '@tensorflow/tfjs'

/** The values of all variables, one after the other. */
export function readVariables(variables: tf.Variable[]): Float32Array {
  const flat = new Float32Array(variables.reduce((sum, { size }) => sum + size, 0))
  let offset = 0
  for (const variable of variables) {
    flat.set(variable.dataSync() as Float32Array, offset)
    offset += variable.size
  }
  return flat
}

/** The inverse of readVariables. */
export function writeVariables(variables: tf.Variable[], flat: Float32Array): void {
  let offset = 0
  for (const variable of variables) {
    const values = flat.slice(offset, offset + variable.size)
    tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)))
    offset += variable.size
  }
}

/** The variables behind a network's weights, in its order. */
export function variablesOf(weights: tf.LayersModel['weights']): tf.Variable[] {
  return weights.map((weight) => (weight as unknown as { val: tf.Variable }).val)
}
