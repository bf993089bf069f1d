import { type HpssOptions, hpss } from '../hpss.ts'

export interface RebalanceOptions extends HpssOptions {
  /** For what sustains. */
  harmonicDb: number
  /** For what strikes. */
  percussiveDb: number
}

/** The sound with its harmonic and its percussive part at gains of their own; zeros leave it as it is. */
export function rebalance(
  samples: Float32Array,
  { harmonicDb, percussiveDb, ...options }: RebalanceOptions,
): Float32Array {
  const { harmonic, percussive } = hpss(samples, options)
  const harmonicGain = 10 ** (harmonicDb / 20)
  const percussiveGain = 10 ** (percussiveDb / 20)
  return harmonic.map((value, i) => harmonicGain * value + percussiveGain * percussive[i])
}
