import { signalPower } from './signal-power.ts'

export interface RemixOptions {
  /** 0 is the first clip alone, 1 the second, 0.5 both equally loud. */
  balance: number
}

/**
 * Two mono clips played at once, brought to the loudness of the first, which the mix keeps; as long as the first, the
 * second repeated or cut. For a training set, the label of the mix is mixed too.
 */
export function remix(first: Float32Array, second: Float32Array, { balance }: RemixOptions): Float32Array {
  const secondPower = signalPower(second)
  if (secondPower === 0) return first.slice()
  const firstPower = signalPower(first) || secondPower
  const firstGain = Math.cos((balance * Math.PI) / 2)
  const secondGain = Math.sin((balance * Math.PI) / 2) * Math.sqrt(firstPower / secondPower)
  return first.map((sample, i) => firstGain * sample + secondGain * second[i % second.length])
}
