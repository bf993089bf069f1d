import { SAMPLE_RATE_HZ } from './sample-rate.ts'

const BLOCK = SAMPLE_RATE_HZ / 10

/** Integrated loudness in LUFS of a stereo signal at the synthesiser's rate (ITU-R BS.1770-4, both gates). */
export function integratedLufs(left: Float32Array, right: Float32Array): number {
  const tenths = kWeightedPower(left)
  kWeightedPower(right).forEach((power, i) => {
    tenths[i] += power
  })
  const blocks: number[] = []
  for (let i = 0; i + 4 <= tenths.length; i++)
    blocks.push((tenths[i] + tenths[i + 1] + tenths[i + 2] + tenths[i + 3]) / 4)
  const absolute = blocks.filter((power) => toLufs(power) > -70)
  const threshold = toLufs(mean(absolute)) - 10
  return toLufs(mean(absolute.filter((power) => toLufs(power) > threshold)))
}

const toLufs = (power: number) => -0.691 + 10 * Math.log10(power + 1e-12)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Mean square of every tenth of a second behind the K weighting: a high shelf, then a high-pass. */
function kWeightedPower(signal: Float32Array): Float64Array {
  const shelf = highShelf()
  const high = highPass()
  const powers = new Float64Array(Math.floor(signal.length / BLOCK))
  let s1 = 0
  let s2 = 0
  let h1 = 0
  let h2 = 0
  for (let block = 0; block < powers.length; block++) {
    let sum = 0
    for (let i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
      const x = signal[i] + 1e-18
      const y = shelf.b0 * x + s1
      s1 = shelf.b1 * x - shelf.a1 * y + s2
      s2 = shelf.b2 * x - shelf.a2 * y
      const z = y + h1
      h1 = -2 * y - high.a1 * z + h2
      h2 = y - high.a2 * z
      sum += z * z
    }
    powers[block] = sum / BLOCK
  }
  return powers
}

/** The two filters of the recommendation, re-derived for our rate from their analogue prototypes. */
function highShelf() {
  const k = Math.tan((Math.PI * 1681.974450955533) / SAMPLE_RATE_HZ)
  const gain = 10 ** (3.999843853973347 / 20)
  const boost = gain ** 0.4996667741545416
  const q = 0.7071752369554196
  const a0 = 1 + k / q + k * k
  return {
    b0: (gain + (boost * k) / q + k * k) / a0,
    b1: (2 * (k * k - gain)) / a0,
    b2: (gain - (boost * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  }
}

function highPass() {
  const k = Math.tan((Math.PI * 38.13547087602444) / SAMPLE_RATE_HZ)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  return { a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 }
}
