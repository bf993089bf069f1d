import { type ConstantQBasisOptions, constantQBasis } from './constant-q-basis.ts'
import { createSharpRateHalver } from './sharp-rate-halver.ts'
import { zeroPadded } from './stft.ts'
import { createTableProducts } from './table-products.ts'

export interface ConstantQOptions {
  sampleRateHz: number
  hopLength?: number
  /** Pitch of the lowest bin; C1, 32.7 Hz, by default. */
  minHz?: number
  bins?: number
  binsPerOctave?: number
  /** Deviation of the bins from `minHz`, in shares of a bin. */
  tuning?: number
  /** Shorter filters below 1 see time more clearly and pitch less. */
  filterScale?: number
  sparsity?: number
}

/** [frames x bins], row-major. */
export interface ConstantQSpectrum {
  frames: number
  bins: number
  re: Float32Array
  im: Float32Array
}

/** A plan; it owns scratch memory, so use one per thread of work. */
export interface ConstantQ {
  readonly bins: number
  readonly frequenciesHz: readonly number[]
  (samples: Float32Array): ConstantQSpectrum
}

const C1_HZ = 440 * 2 ** (-45 / 12)
/** Of a Hann window, in bins. */
const HANN_BANDWIDTH = 1.50018310546875

/**
 * Constant-Q transform (Schörkhuber and Klapuri 2010) by the definition of `librosa.cqt`: each octave by filters in the
 * frequency domain, then half the rate and the octave below. librosa's decimator (soxr) is replaced by one of our own.
 * Throws a RangeError where the highest filter reaches beyond half the sample rate.
 */
export function createConstantQ(options: ConstantQOptions): ConstantQ {
  const plan = planOctaves(options)
  const { frequenciesHz, octaves } = plan
  const bins = frequenciesHz.length

  function constantQ(samples: Float32Array): ConstantQSpectrum {
    const sounds = soundOfOctaves(samples, plan)
    const frames = Math.min(...octaves.map(({ hop }, i) => 1 + Math.floor(sounds[i].length / hop)))
    const spectrum = { frames, bins, re: new Float32Array(frames * bins), im: new Float32Array(frames * bins) }
    for (const [i, octave] of octaves.entries()) fillOctave(octave, sounds[i], spectrum)
    return spectrum
  }

  return Object.assign(constantQ, { bins, frequenciesHz })
}

/** [frames x bins]: |X|. */
export function constantQMagnitudes({ re, im }: ConstantQSpectrum): Float32Array {
  const { sqrt } = Math
  return re.map((value, i) => sqrt(value * value + im[i] * im[i]))
}

interface Octave {
  taps: number
  /** Products of frames with each filter's real and imaginary row. */
  products: ReturnType<typeof createTableProducts>
  hop: number
  /** Number of its lowest bin in the whole transform. */
  firstBin: number
  /** One factor a filter. */
  scales: Float64Array
  /** Whether the octave below has half its rate. Else they share it. */
  halves: boolean
}

interface Plan {
  frequenciesHz: number[]
  /** From the highest down. */
  octaves: Octave[]
  /** How often the rate is halved before anything is transformed. */
  firstHalvings: number
  halve: (samples: Float32Array) => Float32Array
}

function planOctaves(options: ConstantQOptions): Plan {
  const { sampleRateHz, hopLength = 512, minHz = C1_HZ, bins = 84, binsPerOctave = 12, tuning = 0 } = options
  const { filterScale = 1, sparsity = 0.01 } = options
  const frequenciesHz = Array.from({ length: bins }, (_, bin) => minHz * 2 ** ((bin + tuning) / binsPerOctave))
  const ratio = 2 ** (2 / binsPerOctave)
  const quality = (filterScale * (ratio + 1)) / (ratio - 1)
  const highestHz = frequenciesHz[bins - 1] * (1 + (0.5 * HANN_BANDWIDTH) / quality)
  if (highestHz > sampleRateHz / 2)
    throw new RangeError(
      `a constant-Q transform up to ${highestHz} Hz needs more than ${sampleRateHz} samples a second`,
    )
  const octaveCount = Math.ceil(bins / binsPerOctave)
  const firstHalvings = halvingsAhead({ nyquistHz: sampleRateHz / 2, highestHz, hopLength, octaveCount })
  const topRateHz = sampleRateHz / 2 ** firstHalvings
  let hop = hopLength / 2 ** firstHalvings
  let rateHz = topRateHz
  const octaves: Octave[] = []
  for (let end = bins; end > 0; end -= binsPerOctave) {
    const firstBin = Math.max(0, end - binsPerOctave)
    const frequencies = frequenciesHz.slice(firstBin, end)
    const above = octaves.at(-1)
    // Half the pitch at half the rate: the same filters.
    const isLikeAbove = above?.halves && above.scales.length === frequencies.length
    const { taps, products } = isLikeAbove
      ? above
      : filterProducts({ frequenciesHz: frequencies, sampleRateHz: rateHz, quality, sparsity })
    // Halving the rate takes the root of two twice: from the sound's energy, and from the filters' length.
    const gain = Math.sqrt(sampleRateHz / rateHz) * Math.sqrt(topRateHz / rateHz)
    const scales = Float64Array.from(frequencies, (hz) => gain / Math.sqrt((quality * topRateHz) / hz))
    const halves = hop % 2 === 0
    octaves.push({ taps, products, hop, firstBin, scales, halves })
    if (halves) {
      hop /= 2
      rateHz /= 2
    }
  }
  return { frequenciesHz, octaves, firstHalvings, halve: createSharpRateHalver() }
}

function filterProducts(options: ConstantQBasisOptions) {
  const basis = constantQBasis(options)
  return { taps: basis.taps, products: createTableProducts(basis) }
}

function halvingsAhead(options: { nyquistHz: number; highestHz: number; hopLength: number; octaveCount: number }) {
  const { nyquistHz, highestHz, hopLength, octaveCount } = options
  const bySpectrum = Math.ceil(Math.log2(nyquistHz / highestHz)) - 2
  const byHop = Math.log2(hopLength & -hopLength) - octaveCount + 1
  return Math.max(0, Math.min(bySpectrum, byHop))
}

/** The sound as each octave needs it. */
function soundOfOctaves(samples: Float32Array, { octaves, firstHalvings, halve }: Plan): Float32Array[] {
  let current = samples
  for (let i = 0; i < firstHalvings; i++) current = halve(current)
  return octaves.map(({ halves }, i) => {
    const own = current
    if (halves && i < octaves.length - 1) current = halve(own)
    return own
  })
}

function fillOctave(octave: Octave, samples: Float32Array, out: ConstantQSpectrum): void {
  const { taps, products, hop, firstBin, scales } = octave
  const { frames } = out
  const rows = 2 * scales.length
  const sums = new Float32Array(frames * rows)
  products({ frames, read: (frame, into) => zeroPadded(samples, frame * hop - taps / 2, into), out: sums })
  for (let frame = 0; frame < frames; frame++) {
    const row = frame * rows
    const at = frame * out.bins + firstBin
    for (let filter = 0; filter < scales.length; filter++) {
      out.re[at + filter] = scales[filter] * sums[row + 2 * filter]
      out.im[at + filter] = scales[filter] * sums[row + 2 * filter + 1]
    }
  }
}
