import { foldOctaves, type PitchBins } from './chroma-cqt.ts'
import { normaliseRows } from './normalise-rows.ts'

const CLASSES = 12
/** A class counts a quarter more for each of these shares of its frame that it exceeds. */
const STEPS = [0.05, 0.1, 0.2, 0.4]
const SMOOTHED_FRAMES = 41

/**
 * [frames x 12], C first, each frame of length 1: chroma energy normalised statistics (Müller and Ewert 2011), which
 * follow harmony and not how it is played (`librosa.feature.chroma_cens`).
 */
export function chromaCens(pitches: PitchBins): Float32Array {
  const chroma = normaliseRows(foldOctaves(pitches), CLASSES, 'sum')
  return normaliseRows(smoothed(chroma.map(quantised)), CLASSES, 'euclidean')
}

function quantised(share: number): number {
  let steps = 0
  while (steps < STEPS.length && share > STEPS[steps]) steps++
  return steps / STEPS.length
}

/** Over time, with a Hann window whose zeros lie outside; nothing sounds before the first and after the last frame. */
function smoothed(chroma: Float32Array): Float32Array {
  const before = ((SMOOTHED_FRAMES - 1) / 2) * CLASSES
  const window = Float64Array.from({ length: SMOOTHED_FRAMES }, (_, i) => {
    return (1 - Math.cos((2 * Math.PI * (i + 1)) / (SMOOTHED_FRAMES + 1))) / (SMOOTHED_FRAMES + 1)
  })
  const padded = new Float32Array(chroma.length + 2 * before)
  padded.set(chroma, before)
  const out = new Float32Array(chroma.length)
  for (let i = 0; i < chroma.length; i++) {
    let sum = 0
    for (let k = 0, j = i; k < SMOOTHED_FRAMES; k++, j += CLASSES) sum += window[k] * padded[j]
    out[i] = sum
  }
  return out
}
