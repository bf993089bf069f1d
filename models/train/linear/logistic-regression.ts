import { type LabelledVector, type LinearWeights, linearScores, softmaxInPlace, zeroWeights } from './linear-weights.ts'
import { minimise } from './minimise.ts'

export type LogisticOptions = {
  classes: number
  /** How strongly the kernel is pulled towards where it starts; the bias is free. */
  regularisation: number
  /** Zeros by default. */
  start?: LinearWeights
  /** How much each of the data counts, summing to 1; all the same by default. */
  shares?: Float64Array
  /** Directions along which the scores should not differ, and how much it costs where they do. */
  contrasts?: Contrasts
}

export type Contrasts = { vectors: Float32Array[]; cost: number }

/**
 * Multinomial logistic regression: the least mean log loss plus half the regularisation times the squared distance,
 * plus half the cost times the mean square of the scores of the contrasts. With contrasts between sources of one class
 * this is within-class covariance normalisation (Hatch, Kajarekar and Stolcke 2006) without a matrix to invert.
 */
export function fitLogisticRegression(data: LabelledVector[], options: LogisticOptions): LinearWeights {
  const { classes, regularisation } = options
  const inputs = data[0].vector.length
  const { start = zeroWeights({ inputs, classes }), contrasts = { vectors: [], cost: 0 } } = options
  const { shares = new Float64Array(data.length).fill(1 / data.length) } = options
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
    for (const [i, { vector, label }] of data.entries()) {
      const probabilities = linearScores(weights, vector)
      const own = probabilities[label]
      value += (softmaxInPlace(probabilities) - own) * shares[i]
      probabilities[label] -= 1
      addSlopes(gradient, probabilities, { vector, share: shares[i] })
    }
    const share = contrasts.cost / contrasts.vectors.length
    const unbiased = { kernel: weights.kernel, bias: new Float64Array(classes) }
    for (const vector of contrasts.vectors) {
      const scores = linearScores(unbiased, vector)
      value += 0.5 * share * scores.reduce((sum, score) => sum + score * score, 0)
      addSlopes(gradient.subarray(0, kernelLength), scores, { vector, share })
    }
    return value
  }
  const found = minimise(objective, centre)
  return { kernel: found.slice(0, kernelLength), bias: found.slice(kernelLength) }
}

function addSlopes(
  gradient: Float64Array,
  excess: Float64Array,
  { vector, share }: { vector: Float32Array; share: number },
): void {
  const classes = excess.length
  for (let i = 0; i < vector.length; i++) {
    const value = vector[i] * share
    for (let c = 0; c < classes; c++) gradient[i * classes + c] += value * excess[c]
  }
  // of the bias, where the gradient has one
  for (let c = 0, at = vector.length * classes; at < gradient.length; c++, at++) gradient[at] += excess[c] * share
}
