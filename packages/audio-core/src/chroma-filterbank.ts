const CLASSES = 12
const A0_HZ = 27.5
/** Octaves about this one count most, and fall off with a normal curve of so many octaves. */
const CENTRE_OCTAVE = 5
const OCTAVE_SPREAD = 2
/** C stands so many classes above A. */
const C_ABOVE_A = 3

export interface ChromaFilterbankOptions {
  sampleRateHz: number
  fftSize: number
  /** Deviation from A = 440 Hz, in semitones. */
  tuning: number
}

/**
 * [12 x bins], the first class being C: how much each bin of a power spectrum adds to each pitch class
 * (`librosa.filters.chroma`, after Ellis's chromagram).
 */
export function chromaFilterbank({ sampleRateHz, fftSize, tuning }: ChromaFilterbankOptions): Float32Array {
  const bins = fftSize / 2 + 1
  const weights = new Float32Array(bins * CLASSES)
  const semitonesFromA0 = (bin: number) =>
    CLASSES * Math.log2((bin * sampleRateHz) / fftSize / (A0_HZ * 2 ** (tuning / CLASSES)))
  for (let bin = 0; bin < bins; bin++) {
    // 0 Hz has no pitch; it is taken for one and a half octaves below bin 1.
    const place = bin === 0 ? semitonesFromA0(1) - 1.5 * CLASSES : semitonesFromA0(bin)
    const width = Math.max(1, semitonesFromA0(bin + 1) - place)
    const bumps = Array.from({ length: CLASSES }, (_, c) => {
      return Math.exp(-0.5 * ((2 * distanceInOctave(place - c)) / width) ** 2)
    })
    const length = Math.hypot(...bumps)
    const loudness = Math.exp(-0.5 * ((place / CLASSES - CENTRE_OCTAVE) / OCTAVE_SPREAD) ** 2)
    for (let c = 0; c < CLASSES; c++) {
      weights[((c + CLASSES - C_ABOVE_A) % CLASSES) * bins + bin] = (bumps[c] / length) * loudness
    }
  }
  return weights
}

/** The same number of semitones, from -6 to below 6. */
function distanceInOctave(semitones: number): number {
  const half = CLASSES / 2
  return ((((semitones + half) % CLASSES) + CLASSES) % CLASSES) - half
}
