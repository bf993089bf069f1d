import { type LabelledVector, type LinearWeights, linearScores, softmaxInPlace, zeroWeights } from './linear-weights.ts'
import { minimise } from './minimise.ts'

export type LogisticOptions = {
  classes: number
  /** How strongly the kernel is pulled towards where it starts; the bias is free. */
  regularisation: number
  /** Zeros by default. */
  start?: LinearWeights
}

/** Multinomial logistic regression: the least mean log loss plus half the regularisation times the squared distance. */
export function fitLogisticRegression(data: LabelledVector[], options: LogisticOptions): LinearWeights {
  const { classes, regularisation } = options
  const inputs = data[0].vector.length
  const { start = zeroWeights({ inputs, classes }) } = options
  const kernelLength = inputs * classes
  const centre = Float64Array.from([...start.kernel, ...start.bias])
  const objective = (point: Float64Array, gradient: Float64Array) => {
    const weights = { kernel: point.subarray(0, kernelLength), bias: point.subarray(kernelLength) }
    let value = 0
    for (let i = 0; i < kernelLength; i++) {
      const distance = point[i] - centre[i]
      value += 0.5 * regularisation * distance * distance
      gradient[i] = regularisation * distance
    }
    gradient.fill(0, kernelLength)
    for (const { vector, label } of data) {
      const probabilities = linearScores(weights, vector)
      const own = probabilities[label]
      value += (softmaxInPlace(probabilities) - own) / data.length
      probabilities[label] -= 1
      addSlopes(gradient, probabilities, { vector, count: data.length })
    }
    return value
  }
  const found = minimise(objective, centre)
  return { kernel: found.slice(0, kernelLength), bias: found.slice(kernelLength) }
}

function addSlopes(
  gradient: Float64Array,
  excess: Float64Array,
  { vector, count }: { vector: Float32Array; count: number },
): void {
  const classes = excess.length
  for (let i = 0; i < vector.length; i++) {
    const value = vector[i] / count
    for (let c = 0; c < classes; c++) gradient[i * classes + c] += value * excess[c]
  }
  for (let c = 0; c < classes; c++) gradient[vector.length * classes + c] += excess[c] / count
}
