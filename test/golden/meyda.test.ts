import { expect, test } from '@jest/globals'
import { rootMeanSquare } from '@segue/audio-core/root-mean-square'
import { spectralBandwidth } from '@segue/audio-core/spectral-bandwidth'
import { spectralCentroid } from '@segue/audio-core/spectral-centroid'
import { spectralRollOff } from '@segue/audio-core/spectral-roll-off'
import { binWidthHz, createSpectrogram } from '@segue/audio-core/spectrogram'
import { zeroCrossingRate } from '@segue/audio-core/zero-crossing-rate'
import Meyda from 'meyda'
import { RATE_HZ, readInput } from './read-golden.ts'

// A second witness: another library's extractors, where docs/decisions/009-meyda.md says that they mean the same.
const { fftSize, hopLength } = { fftSize: 2048, hopLength: 512 }
const { rms, zcr, spectralCentroid: centroid, spectralSpread, spectralRolloff } = Meyda.featureExtractors
const samples = readInput('music')
const spectrogram = createSpectrogram({ sampleRateHz: RATE_HZ, fftSize, hopLength })(samples)
const binHz = binWidthHz(spectrogram)
const signalOf = (frame: number) => samples.subarray(frame * hopLength - fftSize / 2, frame * hopLength + fftSize / 2)
const spectrumOf = (frame: number) =>
  spectrogram.magnitudes.subarray(frame * spectrogram.bins, (frame + 1) * spectrogram.bins)
/** Those that lie within the sound. */
const frames = Array.from({ length: spectrogram.frames - 8 }, (_, i) => i + 4)

test.each([
  ['effective amplitude', rootMeanSquare(samples), (frame: number) => rms({ signal: signalOf(frame) })],
  ['zero crossings', zeroCrossingRate(samples), (frame: number) => zcr({ signal: signalOf(frame) }) / fftSize],
  ['centroid', spectralCentroid(spectrogram), (frame: number) => binHz * centroid({ ampSpectrum: spectrumOf(frame) })],
  [
    'bandwidth',
    spectralBandwidth(spectrogram),
    (frame: number) => binHz * spectralSpread({ ampSpectrum: spectrumOf(frame) }),
  ],
])('Meyda finds the same %s in music', (_, ours, meyda) => {
  for (const frame of frames) expect(Math.abs(meyda(frame) / ours[frame] - 1)).toBeLessThan(1e-6)
})

test('Meyda’s roll-off is that of 99 %, to a bin', () => {
  const ours = spectralRollOff(spectrogram, { share: 0.99 })
  for (const frame of frames) {
    const meyda = spectralRolloff({ ampSpectrum: spectrumOf(frame), sampleRate: RATE_HZ })
    expect(Math.abs(meyda - ours[frame])).toBeLessThan(1.01 * binHz)
  }
})
