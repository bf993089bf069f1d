import { expect, test } from '@jest/globals'
import { chromaCens } from '@segue/audio-core/chroma-cens'
import { chromaCqt } from '@segue/audio-core/chroma-cqt'
import { chromaStft } from '@segue/audio-core/chroma-stft'
import { constantQMagnitudes, createConstantQ } from '@segue/audio-core/constant-q'
import { melFilterbank, melOfSpectrogram } from '@segue/audio-core/mel'
import { createMfcc } from '@segue/audio-core/mfcc'
import { rootMeanSquare, rootMeanSquareOf } from '@segue/audio-core/root-mean-square'
import { spectralBandwidth } from '@segue/audio-core/spectral-bandwidth'
import { spectralCentroid } from '@segue/audio-core/spectral-centroid'
import { spectralContrast } from '@segue/audio-core/spectral-contrast'
import { spectralFlatness } from '@segue/audio-core/spectral-flatness'
import { spectralRollOff } from '@segue/audio-core/spectral-roll-off'
import { createSpectrogram } from '@segue/audio-core/spectrogram'
import { tonnetz } from '@segue/audio-core/tonnetz'
import { estimateTuning } from '@segue/audio-core/tuning'
import { zeroCrossingRate } from '@segue/audio-core/zero-crossing-rate'
import { RATE_HZ, readFloats, readInput, readTuning, SOUNDS, type Sound } from './read-golden.ts'

const PLAN = { sampleRateHz: RATE_HZ, fftSize: 2048, hopLength: 512 }
const PITCHES = 84
const FINE_PITCHES = { bins: 252, binsPerOctave: 36 }

/** In the order of `frame_features` in make_golden.py. */
const WIDTHS = {
  constantQ: PITCHES,
  chromaStft: 12,
  chromaCqt: 12,
  chromaCqt36: 12,
  chromaCens: 12,
  tonnetz: 6,
  mfcc: 20,
  spectralContrast: 7,
  spectralCentroid: 1,
  spectralCentroidReflect: 1,
  spectralBandwidth: 1,
  spectralRollOff: 1,
  spectralFlatness: 1,
  zeroCrossingRate: 1,
  rms: 1,
  rmsOfSpectrogram: 1,
}
type Feature = keyof typeof WIDTHS
const FEATURES = Object.keys(WIDTHS) as Feature[]

/** Which divide a frame's pitches by their sum or maximum. */
const RELATIVE_PITCHES: readonly Feature[] = ['chromaCqt', 'chromaCqt36', 'tonnetz']

test.each(SOUNDS)('every feature of every frame of the %s agrees with librosa within a thousandth', (sound) => {
  const ours = measure(readInput(sound))
  const librosa = readFeatures(sound)
  const audible = loudFrames(librosa.constantQ)
  for (const feature of FEATURES) {
    const frames = RELATIVE_PITCHES.includes(feature) ? audible : undefined
    expect(ours[feature].length).toBe(librosa[feature].length)
    const error = largestError(ours[feature], librosa[feature], { width: WIDTHS[feature], frames })
    expect(error <= 1e-3 ? [] : [feature, error]).toEqual([])
  }
})

test.each(SOUNDS)('the tuning of the %s is what librosa estimates, by magnitude and by power', (sound) => {
  const spectrogram = createSpectrogram(PLAN)(readInput(sound))
  const { magnitude, power } = readTuning(sound)
  expect(estimateTuning(spectrogram)).toBeCloseTo(magnitude, 6)
  expect(estimateTuning(spectrogram, { spectrum: 'power' })).toBeCloseTo(power, 6)
})

function measure(samples: Float32Array): Record<Feature, Float32Array> {
  const spectrogram = createSpectrogram(PLAN)(samples)
  const pitches = constantQMagnitudes(createConstantQ({ sampleRateHz: RATE_HZ })(samples))
  const finePitches = constantQMagnitudes(createConstantQ({ sampleRateHz: RATE_HZ, ...FINE_PITCHES })(samples))
  const fineChroma = chromaCqt({ magnitudes: finePitches, ...FINE_PITCHES })
  return {
    constantQ: pitches,
    chromaStft: chromaStft(spectrogram, { tuning: 0 }),
    chromaCqt: chromaCqt({ magnitudes: pitches, bins: PITCHES }),
    chromaCqt36: fineChroma,
    chromaCens: chromaCens({ magnitudes: pitches, bins: PITCHES }),
    tonnetz: tonnetz(fineChroma),
    mfcc: createMfcc({ bands: 128 })(melOfSpectrogram(spectrogram, melFilterbank({ ...PLAN, bands: 128 }))),
    spectralContrast: spectralContrast(spectrogram),
    spectralCentroid: spectralCentroid(spectrogram),
    spectralCentroidReflect: spectralCentroid(createSpectrogram({ ...PLAN, padding: 'reflect' })(samples)),
    spectralBandwidth: spectralBandwidth(spectrogram),
    spectralRollOff: spectralRollOff(spectrogram),
    spectralFlatness: spectralFlatness(spectrogram),
    zeroCrossingRate: zeroCrossingRate(samples),
    rms: rootMeanSquare(samples),
    rmsOfSpectrogram: rootMeanSquareOf(spectrogram),
  }
}

function readFeatures(sound: Sound): Record<Feature, Float32Array> {
  const all = readFloats(`features/${sound}.f32`)
  const frames = all.length / FEATURES.reduce((sum, feature) => sum + WIDTHS[feature], 0)
  const features: Partial<Record<Feature, Float32Array>> = {}
  let at = 0
  for (const feature of FEATURES) {
    const end = at + frames * WIDTHS[feature]
    features[feature] = all.subarray(at, end)
    at = end
  }
  return features as Record<Feature, Float32Array>
}

/**
 * Relative to librosa's value, or to a thousandth of the feature's largest where the value is smaller: a tonnetz of
 * 1e-5 is a zero that was rounded.
 */
function largestError(
  ours: Float32Array,
  librosa: Float32Array,
  { width, frames }: { width: number; frames?: Set<number> },
): number {
  const { abs, max } = Math
  const floor = librosa.reduce((largest, value) => max(largest, abs(value)), 0) / 1000
  let error = 0
  for (let i = 0; i < librosa.length; i++) {
    if (frames && !frames.has(Math.floor(i / width))) continue
    const difference = abs(ours[i] - librosa[i])
    if (difference > 0) error = max(error, difference / max(abs(librosa[i]), floor))
  }
  return error
}

/**
 * Frames whose loudest pitch lies less than 60 dB below the loudest of all. In the others, where the chirp has left the
 * highest pitch behind, shares of nearly nothing are compared, and what the two decimators let through of the rest,
 * 125 dB down, is not the same.
 */
function loudFrames(pitches: Float32Array): Set<number> {
  const loudest = pitches.reduce((largest, value) => Math.max(largest, value), 0)
  const frames = Array.from({ length: pitches.length / PITCHES }, (_, frame) => frame)
  return new Set(
    frames.filter((frame) => {
      return pitches.subarray(frame * PITCHES, (frame + 1) * PITCHES).some((value) => value > loudest * 1e-3)
    }),
  )
}
