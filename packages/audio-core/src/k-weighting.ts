import { COEFFICIENTS, compileKWeightingKernel, STATE } from './k-weighting-kernel.ts'

/** The energy of sound behind the filter of ITU-R BS.1770-4. Keeps its state, so that a signal may come in pieces. */
export interface KWeightedEnergy {
  /** energies[channel] = the sum of the squared filtered samples from `from` until `end`, channel by channel. */
  measure(channels: Float32Array[], place: { from: number; end: number }): Float64Array
}

export interface KWeightingOptions {
  sampleRateHz: number
  channels: number
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

interface Biquad {
  b0: number
  b1: number
  b2: number
  a1: number
  a2: number
}

function headShelf(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRateHz)
  const q = 0.7071752369554196
  const high = 10 ** (3.999843853973347 / 20)
  const band = high ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  }
}

/** Its b0, b1 and b2 are 1, -2 and 1. */
function lowCut(sampleRateHz: number): Pick<Biquad, 'a1' | 'a2'> {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  return { a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 }
}

/** A filter's memory that has decayed this far is silence; without that, its dying numbers would slow the processor. */
const SILENT = 1e-100

function plainEnergy({ sampleRateHz, channels }: KWeightingOptions): KWeightedEnergy {
  const { b0, b1, b2, a1, a2 } = headShelf(sampleRateHz)
  const { a1: c1, a2: c2 } = lowCut(sampleRateHz)
  const states = Array.from({ length: channels }, () => new Float64Array(4))
  return {
    measure: (sound, { from, end }) =>
      Float64Array.from(sound, (samples, channel) => {
        let [z1, z2, u1, u2] = states[channel]
        let sum = 0
        for (let i = from; i < end; i++) {
          const x = samples[i]
          const y = b0 * x + z1
          z1 = b1 * x + z2 - a1 * y
          z2 = b2 * x - a2 * y
          const w = y + u1
          u1 = u2 - 2 * y - c1 * w
          u2 = y - c2 * w
          sum += w * w
        }
        states[channel].set([z1, z2, u1, u2])
        silenceDying(states[channel])
        return sum
      }),
  }
}

const ROOM = 8192
const RIGHT_AT = ROOM * 4
const COEFFICIENTS_AT = 2 * RIGHT_AT
const STATES_AT = COEFFICIENTS_AT + COEFFICIENTS.length * 16
const STATE_BYTES = STATE.length * 16
const SUM = 2 * STATE.indexOf('sum')

/** Undefined where the machine's WebAssembly lacks vectors. */
function vectorEnergy({ sampleRateHz, channels }: KWeightingOptions): KWeightedEnergy | undefined {
  const kernel = compileKWeightingKernel()
  if (!kernel) return undefined
  const { buffer } = kernel.memory
  const left = new Float32Array(buffer, 0, ROOM)
  const right = new Float32Array(buffer, RIGHT_AT, ROOM)
  const { a1: c1, a2: c2 } = lowCut(sampleRateHz)
  const coefficients = { ...headShelf(sampleRateHz), c1, c2, two: 2 }
  new Float64Array(buffer, COEFFICIENTS_AT).set(
    COEFFICIENTS.flatMap((name) => [coefficients[name], coefficients[name]]),
  )
  const pairs = Math.ceil(channels / 2)
  const states = Array.from(
    { length: pairs },
    (_, pair) => new Float64Array(buffer, STATES_AT + pair * STATE_BYTES, STATE.length * 2),
  )
  return {
    measure(sound, { from, end }) {
      for (const state of states) state.fill(0, SUM)
      for (let at = from; at < end; at += ROOM) {
        const to = Math.min(end, at + ROOM)
        for (let pair = 0; pair < pairs; pair++) {
          left.set(sound[2 * pair].subarray(at, to))
          right.set((sound[2 * pair + 1] ?? sound[2 * pair]).subarray(at, to))
          kernel.energy(0, RIGHT_AT, (to - at) * 4, COEFFICIENTS_AT, STATES_AT + pair * STATE_BYTES)
        }
      }
      for (const state of states) silenceDying(state)
      return Float64Array.from(sound, (_, channel) => states[channel >> 1][SUM + (channel & 1)])
    },
  }
}

function silenceDying(state: Float64Array): void {
  for (let i = 0; i < state.length; i++) if (state[i] < SILENT && state[i] > -SILENT) state[i] = 0
}
