import { chromaCens } from './chroma-cens.ts'
import { chromaCqt } from './chroma-cqt.ts'
import { chromaStft } from './chroma-stft.ts'
import { constantQMagnitudes, createConstantQ } from './constant-q.ts'
import { featureStatistics, STATISTICS } from './feature-statistics.ts'
import { melFilterbank, melOfSpectrogram } from './mel.ts'
import { createMfcc } from './mfcc.ts'
import { rootMeanSquareOf } from './root-mean-square.ts'
import { spectralBandwidth } from './spectral-bandwidth.ts'
import { spectralCentroid } from './spectral-centroid.ts'
import { spectralContrast } from './spectral-contrast.ts'
import { spectralRollOff } from './spectral-roll-off.ts'
import { createSpectrogram } from './spectrogram.ts'
import { tonnetz } from './tonnetz.ts'
import { estimateTuning } from './tuning.ts'
import { zeroCrossingRate } from './zero-crossing-rate.ts'

const FFT_SIZE = 2048
const HOP_LENGTH = 512
const PITCH_BINS = 84
const MEL_BANDS = 128

/** What is measured in every frame, and how many numbers that is, in the order of the FMA's table. */
const FEATURES = [
  ['chroma_cens', 12],
  ['chroma_cqt', 12],
  ['chroma_stft', 12],
  ['mfcc', 20],
  ['rmse', 1],
  ['spectral_bandwidth', 1],
  ['spectral_centroid', 1],
  ['spectral_contrast', 7],
  ['spectral_rolloff', 1],
  ['tonnetz', 6],
  ['zcr', 1],
] as const

export type FmaFeature = (typeof FEATURES)[number][0]

/** [518]: what each number of the vector is, as in `mfcc.std.03`; in the order of the FMA's table. */
export const FMA_FEATURE_NAMES: readonly string[] = FEATURES.flatMap(([feature, width]) =>
  STATISTICS.flatMap((statistic) =>
    Array.from({ length: width }, (_, i) => `${feature}.${statistic}.${String(i + 1).padStart(2, '0')}`),
  ),
)

/**
 * [518]: eleven features of a mono clip, each by seven statistics over time, as in "FMA: a dataset for music analysis"
 * (Defferrard, Benzi, Vandergheynst and Bresson 2017) and in the order of its table, with librosa 0.11's definitions.
 * Frequencies are in Hz at the clip's own rate; the dataset's table counts them as if every rate were 22,050 Hz.
 * Keeps 180 kB a second of sound at that rate. Throws a RangeError for rates below 12.9 kHz.
 */
export function fmaFeatures(samples: Float32Array, { sampleRateHz }: { sampleRateHz: number }): Float32Array {
  const features = fmaFrameFeatures(samples, { sampleRateHz })
  const vector = new Float32Array(FMA_FEATURE_NAMES.length)
  let at = 0
  for (const [name, width] of FEATURES) {
    const statistics = featureStatistics(features[name], width)
    for (const statistic of STATISTICS) {
      vector.set(statistics[statistic], at)
      at += width
    }
  }
  return vector
}

/** [frames x width] of each feature. */
export function fmaFrameFeatures(
  samples: Float32Array,
  { sampleRateHz }: { sampleRateHz: number },
): Record<FmaFeature, Float32Array> {
  const plan = { sampleRateHz, fftSize: FFT_SIZE, hopLength: HOP_LENGTH }
  const spectrogram = createSpectrogram(plan)(samples)
  const constantQ = createConstantQ({ sampleRateHz, hopLength: HOP_LENGTH, tuning: estimateTuning(spectrogram) })
  const pitches = { magnitudes: constantQMagnitudes(constantQ(samples)), bins: PITCH_BINS }
  const cens = chromaCens(pitches)
  const melPower = melOfSpectrogram(spectrogram, melFilterbank({ ...plan, bands: MEL_BANDS }))
  const centroidHz = spectralCentroid(spectrogram)
  return {
    chroma_cens: cens,
    chroma_cqt: chromaCqt(pitches),
    chroma_stft: chromaStft(spectrogram),
    mfcc: createMfcc({ bands: MEL_BANDS })(melPower),
    rmse: rootMeanSquareOf(spectrogram),
    spectral_bandwidth: spectralBandwidth(spectrogram, { centroidHz }),
    spectral_centroid: centroidHz,
    spectral_contrast: spectralContrast(spectrogram),
    spectral_rolloff: spectralRollOff(spectrogram),
    tonnetz: tonnetz(cens),
    zcr: zeroCrossingRate(samples, { frameLength: FFT_SIZE, hopLength: HOP_LENGTH }),
  }
}
