export type AdamState = { step: number; mean: Float32Array; square: Float32Array }
export type AdamOptions = { learningRate: number; weightDecay: number }

const BETA_1 = 0.9
const BETA_2 = 0.999
const EPSILON = 1e-7

export function initialAdamState(length: number): AdamState {
  return { step: 0, mean: new Float32Array(length), square: new Float32Array(length) }
}

/** One step of Adam with decoupled weight decay (Loshchilov & Hutter 2019); changes weights and state in place. */
export function adamW(weights: Float32Array, gradient: Float32Array, update: AdamOptions & { state: AdamState }): void {
  const { state, learningRate, weightDecay } = update
  state.step++
  const correction1 = 1 - BETA_1 ** state.step
  const correction2 = 1 - BETA_2 ** state.step
  for (let i = 0; i < weights.length; i++) {
    state.mean[i] = BETA_1 * state.mean[i] + (1 - BETA_1) * gradient[i]
    state.square[i] = BETA_2 * state.square[i] + (1 - BETA_2) * gradient[i] * gradient[i]
    const direction = state.mean[i] / correction1 / (Math.sqrt(state.square[i] / correction2) + EPSILON)
    weights[i] -= learningRate * (direction + weightDecay * weights[i])
  }
}
