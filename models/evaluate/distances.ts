/** How the likeness of two tracks is measured (Mendes 2020 and the reports after it). */
export const METRICS = ['cosine', 'euclidean', 'correlation'] as const
export type Metric = (typeof METRICS)[number]

/** The distance of two vectors; a vector without length, or without variation, is far from everything. */
export function distance(a: Float32Array, b: Float32Array, metric: Metric): number {
  switch (metric) {
    case 'euclidean':
      return euclidean(a, b)
    case 'cosine':
      return 1 - cosine(a, b, { meanA: 0, meanB: 0 })
    case 'correlation':
      return 1 - cosine(a, b, { meanA: meanOf(a), meanB: meanOf(b) })
    default:
      return unknownMetric(metric)
  }
}

function euclidean(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2
  return Math.sqrt(sum)
}

/** The cosine of the angle between two vectors, each seen from its centre. */
function cosine(a: Float32Array, b: Float32Array, { meanA, meanB }: { meanA: number; meanB: number }): number {
  let product = 0
  let lengthA = 0
  let lengthB = 0
  for (let i = 0; i < a.length; i++) {
    const x = a[i] - meanA
    const y = b[i] - meanB
    product += x * y
    lengthA += x * x
    lengthB += y * y
  }
  return product / (Math.sqrt(lengthA * lengthB) || 1)
}

function meanOf(values: Float32Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

function unknownMetric(metric: never): never {
  throw new Error(`There is no distance “${metric}”.`)
}
