import { COEFFICIENTS, compileKWeightingKernel, STATE } from './k-weighting-kernel.ts'
import { FLOAT_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

const { ceil, min, PI, tan } = Math

/** The energy of sound behind the filter of ITU-R BS.1770-4, step by step, for a signal that may come in pieces. */
export interface KWeightedEnergy {
  /**
   * Calls `visit` with every step that these samples complete: energies[channel] = the sum of the squares of its filtered
   * samples. The array is used again.
   */
  push(channels: Float32Array[], visit: (energies: Float64Array) => void): void
}

export interface KWeightingOptions {
  sampleRateHz: number
  channels: number
  stepSamples: number
  /** Without WebAssembly's vectors, which are used by default where there are any. */
  plain?: boolean
}

/**
 * A high shelf for the head and a high pass, at any sample rate. The standard gives coefficients for 48 kHz only; these
 * are the analogue prototypes behind them, transformed for other rates (De Man, "Evaluation of implementations of the
 * EBU R128 loudness measurement", 2018).
 */
export function createKWeightedEnergy(options: KWeightingOptions): KWeightedEnergy {
  return (options.plain ? undefined : vectorEnergy(options)) ?? plainEnergy(options)
}

/** The shelf without its first coefficient, by which its output is the larger. */
function headShelf(sampleRateHz: number) {
  const k = tan((PI * 1681.974450955533) / sampleRateHz)
  const q = 0.7071752369554196
  const high = 10 ** (3.999843853973347 / 20)
  const band = high ** 0.4996667741545416
  const b0 = high + (band * k) / q + k * k
  const a0 = 1 + k / q + k * k
  return {
    gain: b0 / a0,
    b1: (2 * (k * k - high)) / b0,
    b2: (high - (band * k) / q + k * k) / b0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  }
}

/** Its b0, b1 and b2 are 1, -2 and 1. */
function lowCut(sampleRateHz: number) {
  const k = tan((PI * 38.13547087602444) / sampleRateHz)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  return { a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 }
}

/** A filter's memory that has decayed this far is silence; without that, its dying numbers would slow the processor. */
const SILENT = 1e-100

function plainEnergy({ sampleRateHz, channels, stepSamples }: KWeightingOptions): KWeightedEnergy {
  const { gain, b1, b2, a1, a2 } = headShelf(sampleRateHz)
  const { a1: c1, a2: c2 } = lowCut(sampleRateHz)
  const states = Array.from({ length: channels }, () => new Float64Array(4))
  const sums = new Float64Array(channels)

  function addEnergy(samples: Float32Array, channel: number): void {
    let [z1, z2, u1, u2] = states[channel]
    let sum = 0
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i]
      const y = x + z1
      z1 = b1 * x + z2 - a1 * y
      z2 = b2 * x - a2 * y
      const w = y + u1
      u1 = u2 - 2 * y - c1 * w
      u2 = y - c2 * w
      sum += w * w
    }
    states[channel].set([z1, z2, u1, u2])
    silenceDying(states[channel])
    sums[channel] += gain * gain * sum
  }

  const steps = createSteps(stepSamples, () => sums)
  return {
    push: (sound, visit) =>
      steps.push(sound[0].length, {
        visit,
        measure(from, end) {
          for (let channel = 0; channel < channels; channel++) addEnergy(sound[channel].subarray(from, end), channel)
        },
      }),
  }
}

interface StepWork {
  /** Adds what lies between two places to the open step. */
  measure(from: number, end: number): void
  visit(energies: Float64Array): void
}

/** Cuts stretches that follow one another into steps, and takes the energies when one is complete. */
function createSteps(stepSamples: number, energies: () => Float64Array) {
  let open = 0
  return {
    push(length: number, { measure, visit }: StepWork): void {
      for (let from = 0; from < length; ) {
        const end = min(length, from + stepSamples - open)
        measure(from, end)
        open += end - from
        from = end
        if (open < stepSamples) return
        const complete = energies()
        visit(complete)
        complete.fill(0)
        open = 0
      }
    },
  }
}

/** Samples of a channel that are copied at a time. */
const ROOM = 8192
const ROOM_BYTES = ROOM * FLOAT_BYTES
const STATE_FLOATS = STATE.length * 2
const SUM = 2 * STATE.indexOf('sum')
const COEFFICIENTS_BYTES = COEFFICIENTS.length * VECTOR_BYTES

/** Undefined where the machine's WebAssembly lacks vectors. */
function vectorEnergy({ sampleRateHz, channels, stepSamples }: KWeightingOptions): KWeightedEnergy | undefined {
  const pairs = ceil(channels / 2)
  const statesAt = COEFFICIENTS_BYTES
  const stateBytes = STATE.length * VECTOR_BYTES
  const soundAt = statesAt + pairs * stateBytes
  const kernel = compileKWeightingKernel({ bytes: soundAt + 2 * pairs * ROOM_BYTES })
  if (!kernel) return undefined
  const { buffer } = kernel.memory
  const { gain, ...coefficients } = vectorCoefficients(sampleRateHz)
  new Float64Array(buffer).set(COEFFICIENTS.flatMap((name) => [coefficients[name], coefficients[name]]))
  const states = Array.from({ length: pairs }, (_, pair) => {
    return new Float64Array(buffer, statesAt + pair * stateBytes, STATE_FLOATS)
  })
  const rooms = Array.from({ length: 2 * pairs }, (_, i) => new Float32Array(buffer, soundAt + i * ROOM_BYTES, ROOM))
  const sums = new Float64Array(channels)

  function takeEnergies(): Float64Array {
    for (let channel = 0; channel < channels; channel++) {
      const state = states[channel >> 1]
      sums[channel] = gain * gain * state[SUM + (channel & 1)]
      state[SUM + (channel & 1)] = 0
    }
    for (const state of states) silenceDying(state)
    return sums
  }

  function measure(from: number, end: number): void {
    for (let pair = 0; pair < pairs; pair++) {
      const left = soundAt + 2 * pair * ROOM_BYTES
      const to = left + end * FLOAT_BYTES
      kernel!.energy(
        left + from * FLOAT_BYTES,
        left + ROOM_BYTES + from * FLOAT_BYTES,
        to,
        0,
        statesAt + pair * stateBytes,
      )
    }
  }

  const steps = createSteps(stepSamples, takeEnergies)
  return {
    push(sound, visit) {
      for (let at = 0; at < sound[0].length; at += ROOM) {
        for (const [i, room] of rooms.entries()) room.set((sound[i] ?? sound[i - 1]).subarray(at, at + ROOM))
        steps.push(min(ROOM, sound[0].length - at), { measure, visit })
      }
    },
  }
}

function vectorCoefficients(sampleRateHz: number) {
  const { gain, b1, b2, a1, a2 } = headShelf(sampleRateHz)
  const { a1: c1, a2: c2 } = lowCut(sampleRateHz)
  return {
    gain,
    ...{ z1x: b1 - a1, z1z1: -a1, z2x: b2 - a2, z2z1: -a2 },
    ...{ u1y: -2 - c1, u1u1: -c1, u2y: 1 - c2, u2u1: -c2 },
  }
}

function silenceDying(state: Float64Array): void {
  for (let i = 0; i < state.length; i++) if (state[i] < SILENT && state[i] > -SILENT) state[i] = 0
}
