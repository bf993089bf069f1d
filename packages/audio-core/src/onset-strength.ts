import { createFloatList } from './float-list.ts'
import { createMelSpectrogram, melBandOf } from './mel.ts'
import { createSampleBlocks } from './sample-blocks.ts'

/** Where notes and drums begin. */
export interface OnsetEnvelope {
  /** One value a frame, from 0 on: how much louder the bands became. Frame f is centred on second f / framesPerSecond. */
  strength: Float32Array
  /** The same of the bands below 150 Hz alone, where kick drum and bass are. */
  low: Float32Array
  framesPerSecond: number
}

/** Takes mono samples in pieces of any length; the envelope depends on the sound alone. */
export interface OnsetMeter {
  push(samples: Float32Array): void
  /** Of all that came. Afterwards the meter is spent. */
  result(): OnsetEnvelope
}

const BANDS = 40
const LOW_HZ = 150
/** Levels are compressed as log(1 + COMPRESSION · power / loudest): a drum counts much, a hiss 80 dB below nothing. */
const COMPRESSION = 1e5
/** What is quieter than this is silence, in power of a mel band. */
const SILENCE = 1e-6
const FRAMES_PER_BLOCK = 512

const { log, round } = Math

/**
 * Spectral flux of a log-compressed mel-spectrogram against the loudest of three neighbouring bands one frame before,
 * which keeps vibrato from counting as notes (SuperFlux: Böck and Widmer 2013). The memory it takes grows by eight bytes
 * a frame, 2.5 MB an hour.
 */
export function createOnsetMeter({ sampleRateHz }: { sampleRateHz: number }): OnsetMeter {
  const hopLength = 2 ** round(Math.log2(sampleRateHz / 86))
  const fftSize = hopLength * 4
  const melSpectrogram = createMelSpectrogram({ sampleRateHz, fftSize, hopLength, bands: BANDS })
  const lowBands = melBandOf(LOW_HZ, { sampleRateHz, fftSize, bands: BANDS }) + 1
  const strength = createFloatList()
  const low = createFloatList()
  let before = new Float32Array(BANDS)
  let now = new Float32Array(BANDS)
  let loudest = SILENCE
  let hasBefore = false

  /** The block starts half a window before its first frame's window would begin: frames 0 and 1 belong to the last one. */
  function visit(block: Float32Array, filled: number): void {
    const mel = melSpectrogram(block.subarray(0, filled))
    const first = fftSize / 2 / hopLength
    const end = mel.length / BANDS - first
    for (let i = first * BANDS; i < end * BANDS; i++) if (mel[i] > loudest) loudest = mel[i]
    for (let frame = first; frame < end; frame++) addFrame(mel, frame * BANDS)
  }

  function addFrame(mel: Float32Array, at: number): void {
    const scale = COMPRESSION / loudest
    for (let band = 0; band < BANDS; band++) now[band] = log(1 + scale * mel[at + band])
    let rise = 0
    let lowRise = 0
    for (let band = 0; band < BANDS && hasBefore; band++) {
      let reference = before[band]
      if (band > 0 && before[band - 1] > reference) reference = before[band - 1]
      if (band < BANDS - 1 && before[band + 1] > reference) reference = before[band + 1]
      if (now[band] > reference) rise += now[band] - reference
      if (band === lowBands - 1) lowRise = rise
    }
    strength.add(rise / BANDS)
    low.add(lowRise / lowBands)
    hasBefore = true
    const swap = before
    before = now
    now = swap
  }

  const blocks = createSampleBlocks(
    {
      blockLength: FRAMES_PER_BLOCK * hopLength + fftSize - hopLength,
      blockHop: FRAMES_PER_BLOCK * hopLength,
      padding: fftSize / 2,
    },
    visit,
  )
  return {
    push: blocks.push,
    result() {
      blocks.flush()
      return { strength: strength.take(), low: low.take(), framesPerSecond: sampleRateHz / hopLength }
    },
  }
}

/** Of a whole mono sound. */
export function onsetStrength(samples: Float32Array, { sampleRateHz }: { sampleRateHz: number }): OnsetEnvelope {
  const meter = createOnsetMeter({ sampleRateHz })
  meter.push(samples)
  return meter.result()
}
