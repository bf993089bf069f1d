export type AdamState = { step: number; mean: Float32Array; square: Float32Array }
export type AdamOptions = { learningRate: number; weightDecay: number }

/** A run of weights: positions `from` to `to`, the latter excluded. */
export type Range = { from: number; to: number }

const BETA_1 = 0.9
const BETA_2 = 0.999
const EPSILON = 1e-7

export function initialAdamState(length: number): AdamState {
  return { step: 0, mean: new Float32Array(length), square: new Float32Array(length) }
}

/**
 * One step of Adam with decoupled weight decay (Loshchilov & Hutter 2019); changes weights and state in place, within
 * the ranges where some are given.
 */
export function adamW(
  weights: Float32Array,
  gradient: Float32Array,
  update: AdamOptions & { state: AdamState; ranges?: Range[] },
): void {
  const { state, learningRate, weightDecay, ranges = [{ from: 0, to: weights.length }] } = update
  const { mean, square } = state
  const { sqrt } = Math
  state.step++
  const correction1 = 1 - BETA_1 ** state.step
  const correction2 = 1 - BETA_2 ** state.step
  for (const { from, to } of ranges) {
    for (let i = from; i < to; i++) {
      const slope = gradient[i]
      mean[i] = BETA_1 * mean[i] + (1 - BETA_1) * slope
      square[i] = BETA_2 * square[i] + (1 - BETA_2) * slope * slope
      const direction = mean[i] / correction1 / (sqrt(square[i] / correction2) + EPSILON)
      weights[i] -= learningRate * (direction + weightDecay * weights[i])
    }
  }
}
