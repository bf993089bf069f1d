/** One sample and the number of its label. */
export type LabelledVector = { vector: Float32Array; label: number }

/** A linear classifier: kernel [inputs x classes], row-major, and bias [classes]. */
export type LinearWeights = { kernel: Float64Array; bias: Float64Array }

export function zeroWeights({ inputs, classes }: { inputs: number; classes: number }): LinearWeights {
  return { kernel: new Float64Array(inputs * classes), bias: new Float64Array(classes) }
}

/** One score a class. */
export function linearScores({ kernel, bias }: LinearWeights, vector: ArrayLike<number>): Float64Array {
  const classes = bias.length
  const scores = Float64Array.from(bias)
  for (let i = 0; i < vector.length; i++) {
    const value = vector[i]
    for (let c = 0; c < classes; c++) scores[c] += value * kernel[i * classes + c]
  }
  return scores
}

/** Scores become probabilities, in place; the result is the logarithm of what they were divided by. */
export function softmaxInPlace(scores: Float64Array): number {
  const most = scores.reduce((a, b) => Math.max(a, b))
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    scores[c] = Math.exp(scores[c] - most)
    sum += scores[c]
  }
  for (let c = 0; c < scores.length; c++) scores[c] /= sum
  return Math.log(sum) + most
}

/** Mean log loss of softmax over `sharpness` times the scores. */
export function linearLogLoss(weights: LinearWeights, data: LabelledVector[], sharpness = 1): number {
  const losses = data.map(({ vector, label }) => {
    const scores = linearScores(weights, vector).map((score) => score * sharpness)
    const own = scores[label]
    return softmaxInPlace(scores) - own
  })
  return losses.reduce((sum, loss) => sum + loss, 0) / Math.max(1, data.length)
}
