import { normaliseRows } from './normalise-rows.ts'

const CLASSES = 12

export interface PitchBins {
  /** [frames x bins], from a C on, row-major, magnitude. */
  magnitudes: Float32Array
  /** Bins a frame. */
  bins: number
  /** A multiple of twelve; 12 by default. */
  binsPerOctave?: number
}

/** [frames x 12], C first, the strongest class of a frame being 1: a constant-Q transform with its octaves added up (`librosa.feature.chroma_cqt`). */
export function chromaCqt(pitches: PitchBins): Float32Array {
  return normaliseRows(foldOctaves(pitches), CLASSES, 'max')
}

/** [frames x 12]: the sum over octaves; of several bins a semitone those next to it are taken with it. */
export function foldOctaves({ magnitudes, bins, binsPerOctave = CLASSES }: PitchBins): Float32Array {
  const perClass = binsPerOctave / CLASSES
  const frames = magnitudes.length / bins
  const chroma = new Float32Array(frames * CLASSES)
  const classOf = Int32Array.from({ length: bins }, (_, bin) => {
    return Math.floor((bin + Math.floor(perClass / 2)) / perClass) % CLASSES
  })
  for (let frame = 0; frame < frames; frame++) {
    for (let bin = 0; bin < bins; bin++) chroma[frame * CLASSES + classOf[bin]] += magnitudes[frame * bins + bin]
  }
  return chroma
}
