import { rootMeanSquare } from '@segue/audio-core/root-mean-square'
import { spectralBandwidth } from '@segue/audio-core/spectral-bandwidth'
import { spectralCentroid } from '@segue/audio-core/spectral-centroid'
import { createSpectrogram } from '@segue/audio-core/spectrogram'
import { zeroCrossingRate } from '@segue/audio-core/zero-crossing-rate'
import Meyda from 'meyda'
import { type BenchResult, medianMs } from './bench.ts'
import { musicLikeClip } from './clips/music-like-clip.ts'

const SAMPLE_RATE_HZ = 22050
const SECONDS = 30
const { fftSize, hopLength } = { fftSize: 2048, hopLength: 512 }

/** Zero crossings, effective amplitude, centroid and bandwidth, which Meyda defines as librosa does, of the same frames and spectra. */
export async function run(): Promise<BenchResult> {
  const clip = musicLikeClip({ sampleRateHz: SAMPLE_RATE_HZ, seconds: SECONDS })
  const spectrogram = createSpectrogram({ sampleRateHz: SAMPLE_RATE_HZ, fftSize, hopLength })(clip)
  const oursMs = await medianMs(() => {
    zeroCrossingRate(clip)
    rootMeanSquare(clip)
    spectralBandwidth(spectrogram, { centroidHz: spectralCentroid(spectrogram) })
  })
  const { zcr, rms, spectralCentroid: centroid, spectralSpread } = Meyda.featureExtractors
  const meydaMs = await medianMs(() => {
    for (let frame = 2; frame < spectrogram.frames - 2; frame++) {
      const signal = clip.subarray(frame * hopLength - fftSize / 2, frame * hopLength + fftSize / 2)
      const ampSpectrum = spectrogram.magnitudes.subarray(frame * spectrogram.bins, (frame + 1) * spectrogram.bins)
      zcr({ signal })
      rms({ signal })
      centroid({ ampSpectrum })
      spectralSpread({ ampSpectrum })
    }
  })
  return {
    title: `Four frame features of a ${SECONDS} s clip from a spectrogram that is there, one thread, median`,
    columns: ['library', 'ms', 'x ours'],
    rows: [
      ['segue', oursMs, 1],
      ['meyda', meydaMs, meydaMs / oursMs],
    ],
    json: { oursMs, meydaMs },
  }
}
