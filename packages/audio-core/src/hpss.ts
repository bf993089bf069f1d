import { type HpssMaskOptions, hpssMasks } from './hpss-masks.ts'
import { createOverlapAdd } from './overlap-add.ts'
import { complexBins } from './real-fft.ts'
import { createStft } from './stft.ts'

const { sqrt } = Math

export interface HpssOptions extends Omit<HpssMaskOptions, 'bins'> {
  /** 2048 and a quarter of it by default, made for 22,050 Hz. */
  fftSize?: number
  hopLength?: number
}

/** Each as long as the sound; together they are the sound. */
export interface HarmonicAndPercussive {
  harmonic: Float32Array
  percussive: Float32Array
}

/**
 * Parts mono sound into what sustains (voices, strings) and what strikes (drums, attacks), as `librosa.effects.hpss`
 * does. The percussive part is the rest, so that nothing is lost. For clips: it holds the whole spectrogram, 0.7 MB a
 * second.
 */
export function hpss(samples: Float32Array, options: HpssOptions = {}): HarmonicAndPercussive {
  const { fftSize = 2048, hopLength = fftSize / 4 } = options
  const stft = createStft({ fftSize, hopLength })
  const masks = hpssMasks(stft.power(samples).map(sqrt), { ...options, bins: stft.bins })
  const overlapAdd = createOverlapAdd({ fftSize, hopLength, sampleCount: samples.length })
  const spectrum = complexBins(fftSize)
  stft.eachSpectrum(samples, spectrum, (frame) => {
    const row = frame * stft.bins
    for (let bin = 0; bin < stft.bins; bin++) {
      spectrum.re[bin] *= masks.harmonic[row + bin]
      spectrum.im[bin] *= masks.harmonic[row + bin]
    }
    overlapAdd.add(spectrum, frame)
  })
  const harmonic = overlapAdd.result()
  return { harmonic, percussive: samples.map((sample, i) => sample - harmonic[i]) }
}
