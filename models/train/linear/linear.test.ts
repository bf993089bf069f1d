import { expect, test } from '@jest/globals'
import { createRandom, gaussian } from '../random.ts'
import { fitLinearSvm } from './linear-svm.ts'
import { type LabelledVector, type LinearWeights, linearLogLoss, linearScores } from './linear-weights.ts'
import { fitLogisticRegression } from './logistic-regression.ts'
import { minimise } from './minimise.ts'

/** Three clouds in the plane; `apart` is how far from the middle they lie, in their own deviations. */
function clouds(count: number, apart: number): LabelledVector[] {
  const random = createRandom(count, apart)
  return Array.from({ length: count }, (_, i) => {
    const angle = ((i % 3) * 2 * Math.PI) / 3
    const vector = Float32Array.of(
      apart * Math.cos(angle) + gaussian(random),
      apart * Math.sin(angle) + gaussian(random),
    )
    return { vector, label: i % 3 }
  })
}

const accuracy = (weights: LinearWeights, data: LabelledVector[]) =>
  data.filter(({ vector, label }) => {
    const scores = linearScores(weights, vector)
    return scores.indexOf(Math.max(...scores)) === label
  }).length / data.length

test('the least point of a narrow valley is found', () => {
  const valley = (point: Float64Array, gradient: Float64Array) => {
    gradient.set([2 * (point[0] - 3), 200 * (point[1] + 1)])
    return (point[0] - 3) ** 2 + 100 * (point[1] + 1) ** 2
  }
  const [x, y] = minimise(valley, Float64Array.of(-10, 10))
  expect(x).toBeCloseTo(3, 4)
  expect(y).toBeCloseTo(-1, 4)
})

test('logistic regression of two equally likely classes finds the slope that the theory gives', () => {
  // Two normal clouds of deviation 1 at -1 and 1: the log odds of the second are 2x.
  const random = createRandom(5)
  const data = Array.from({ length: 20_000 }, (_, i) => ({
    vector: Float32Array.of((i % 2 ? 1 : -1) + gaussian(random)),
    label: i % 2,
  }))
  const { kernel, bias } = fitLogisticRegression(data, { classes: 2, regularisation: 1e-6 })
  expect(kernel[1] - kernel[0]).toBeGreaterThan(1.9)
  expect(kernel[1] - kernel[0]).toBeLessThan(2.1)
  expect(Math.abs(bias[1] - bias[0])).toBeLessThan(0.1)
})

test('regularisation pulls towards where the fit starts', () => {
  const start = { kernel: Float64Array.of(1, 2, 3, 4, 5, 6), bias: new Float64Array(3) }
  const { kernel } = fitLogisticRegression(clouds(30, 1), { classes: 3, regularisation: 1e6, start })
  expect(Array.from(kernel, (weight) => Math.round(weight))).toEqual([1, 2, 3, 4, 5, 6])
})

test('what differs between sources of one class is not listened to, however well it tells the classes apart', () => {
  const random = createRandom(5)
  const data = Array.from({ length: 200 }, (_, i) => {
    const label = i % 2
    return { label, vector: Float32Array.of(label * 2 + gaussian(random), label * 2 + gaussian(random)) }
  })
  const contrasts = { vectors: [Float32Array.of(3, 0), Float32Array.of(-3, 0)], cost: 10 }
  const { kernel } = fitLogisticRegression(data, { classes: 2, regularisation: 0.01, contrasts })
  expect(Math.abs(kernel[1] - kernel[0])).toBeLessThan(0.1)
  expect(kernel[3] - kernel[2]).toBeGreaterThan(1)
})

test('data that counts more draws the border away from itself', () => {
  const data = [-1, -0.5, 0.5, 1].map((x, i) => ({ vector: Float32Array.of(x), label: i < 2 ? 0 : 1 }))
  const even = fitLogisticRegression(data, { classes: 2, regularisation: 0.1 })
  const heavy = fitLogisticRegression(data, {
    classes: 2,
    regularisation: 0.1,
    shares: Float64Array.of(0.4, 0.4, 0.1, 0.1),
  })
  expect(even.bias[1] - even.bias[0]).toBeCloseTo(0, 3)
  expect(heavy.bias[1] - heavy.bias[0]).toBeLessThan(-0.5)
})

test('both linear models tell clouds apart that they have not seen', () => {
  const train = clouds(150, 4)
  const unseen = clouds(90, 4)
  const logistic = fitLogisticRegression(train, { classes: 3, regularisation: 0.01 })
  expect(accuracy(logistic, unseen)).toBeGreaterThan(0.95)
  expect(linearLogLoss(logistic, unseen)).toBeLessThan(0.15)
  expect(accuracy(fitLinearSvm(train, { classes: 3, cost: 1, seed: 1 }), unseen)).toBeGreaterThan(0.95)
})

test('a support vector machine puts its plane in the middle of the gap', () => {
  const data = [-3, -1, 1, 3].map((x, i) => ({ vector: Float32Array.of(x), label: i < 2 ? 0 : 1 }))
  const { kernel, bias } = fitLinearSvm(data, { classes: 2, cost: 1e4, seed: 1 })
  expect(kernel[1]).toBeCloseTo(1, 2)
  expect(bias[1]).toBeCloseTo(0, 2)
})
