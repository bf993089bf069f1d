export type Prediction = { label: number; probabilities: ArrayLike<number> }

export type ClassScores = {
  /** Of the tracks that were given the label, how many have it. */
  precision: number
  /** Of the tracks that have the label, how many were given it. */
  recall: number
  f1: number
  tracks: number
}

export type ClassificationScores = {
  accuracy: number
  /** Mean F1 of the labels that occur. */
  macroF1: number
  logLoss: number
  /** confusion[truth][answer]: counts. */
  confusion: number[][]
  perClass: ClassScores[]
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
  const perClass = confusion.map((_, label) => classScores(confusion, label))
  const occurring = perClass.filter(({ tracks }) => tracks > 0)
  const macroF1 = occurring.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, occurring.length)
  return { accuracy: correct / total, macroF1, logLoss: surprise / total, confusion, perClass }
}

export function likeliest(probabilities: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i] > probabilities[best]) best = i
  return best
}

/** Accuracy when only the labels that occur may be answered. */
export function restrictedAccuracy(predictions: Prediction[]): number {
  const occurring = new Set(predictions.map(({ label }) => label))
  const correct = predictions.filter(({ label, probabilities }) => {
    return likeliest(Array.from(probabilities, (p, i) => (occurring.has(i) ? p : 0))) === label
  })
  return correct.length / Math.max(1, predictions.length)
}

function classScores(confusion: number[][], label: number): ClassScores {
  const right = confusion[label][label]
  const tracks = confusion[label].reduce((sum, count) => sum + count, 0)
  const answers = confusion.reduce((sum, row) => sum + row[label], 0)
  return {
    precision: right / Math.max(1, answers),
    recall: right / Math.max(1, tracks),
    f1: (2 * right) / Math.max(1, tracks + answers),
    tracks,
  }
}
