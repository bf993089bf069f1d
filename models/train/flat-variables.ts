import * as tf from '@tensorflow/tfjs'

/** The values of all variables, one after the other. */
export async function readVariables(variables: tf.Variable[]): Promise<Float32Array> {
  const flat = new Float32Array(sizeOf(variables))
  let offset = 0
  for (const variable of variables) {
    flat.set((await variable.data()) as Float32Array, offset)
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

/** How many numbers all variables hold. */
export function sizeOf(variables: Pick<tf.Variable, 'size'>[]): number {
  return variables.reduce((sum, { size }) => sum + size, 0)
}

/** The variables behind a network's weights, in its order. */
export function variablesOf(weights: tf.LayersModel['weights']): tf.Variable[] {
  return weights.map((weight) => (weight as unknown as { val: tf.Variable }).val)
}
