export type Prediction = { label: number; probabilities: ArrayLike<number> }

export type ClassificationScores = {
  accuracy: number
  /** Mean F1 of the labels that occur. */
  macroF1: number
  logLoss: number
  /** confusion[truth][answer]: counts. */
  confusion: number[][]
}

/** How well probabilities over `classes` labels answer; no predictions give zeros. */
export function classificationScores(predictions: Prediction[], classes: number): ClassificationScores {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  let surprise = 0
  for (const { label, probabilities } of predictions) {
    confusion[label][likeliest(probabilities)]++
    surprise -= Math.log(Math.max(1e-7, probabilities[label]))
  }
  const total = Math.max(1, predictions.length)
  const correct = confusion.reduce((sum, row, label) => sum + row[label], 0)
  return { accuracy: correct / total, macroF1: macroF1(confusion), logLoss: surprise / total, confusion }
}

export function likeliest(probabilities: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i] > probabilities[best]) best = i
  return best
}

function macroF1(confusion: number[][]): number {
  const scores = confusion.flatMap((row, label) => {
    const truths = row.reduce((sum, count) => sum + count, 0)
    const answers = confusion.reduce((sum, other) => sum + other[label], 0)
    return truths === 0 ? [] : [(2 * row[label]) / (truths + answers)]
  })
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
}
