import { createOverlapAdd } from '../overlap-add.ts'
import { type ComplexBins, complexBins, createRealFft } from '../real-fft.ts'
import { periodicHann } from '../stft.ts'

const { sqrt } = Math

export interface StretchTimeOptions {
  /** How much faster: 2 halves the length, 0.5 doubles it. */
  rate: number
  /** 2048 by default, made for 22,050 Hz. */
  fftSize?: number
}

/**
 * Mono sound at another speed and the same pitch; round(length / rate) samples. A phase vocoder whose phases are locked
 * to the spectrum's peaks (Laroche and Dolson 1999), which keeps partials from blurring: every bin around a peak turns
 * by as much as the peak's phase must, to go on from the frame before. Throws a RangeError unless the rate is above 0.
 */
export function stretchTime(samples: Float32Array, { rate, fftSize = 2048 }: StretchTimeOptions): Float32Array {
  if (!(rate > 0) || !Number.isFinite(rate)) throw new RangeError(`a rate of ${rate} is no speed`)
  const hopLength = fftSize / 4
  const sampleCount = Math.round(samples.length / rate)
  const fft = createRealFft(periodicHann(fftSize))
  const overlapAdd = createOverlapAdd({ fftSize, hopLength, sampleCount })
  const [heard, heardBefore, played] = [complexBins(fftSize), complexBins(fftSize), complexBins(fftSize)]
  const padded = new Float32Array(samples.length + 3 * fftSize)
  padded.set(samples, fftSize)
  for (let frame = 0; frame * hopLength < sampleCount + fftSize / 2; frame++) {
    const start = Math.min(Math.round(frame * hopLength * rate) + fftSize / 2, padded.length - fftSize)
    fft.spectrum(padded, start, heard)
    fft.spectrum(padded, start - hopLength, heardBefore)
    if (frame === 0) copy(heard, played)
    else goOn({ heard, heardBefore, played })
    overlapAdd.add(played, frame)
  }
  return overlapAdd.result()
}

interface Frames {
  heard: ComplexBins
  /** One hop of the output earlier in the input. */
  heardBefore: ComplexBins
  /** The output's last frame; becomes the next one. */
  played: ComplexBins
}

/** A peak's phase advances in the output by what it advanced in the input over the same time. */
function goOn({ heard, heardBefore, played }: Frames): void {
  const peaks = spectralPeaks(heard)
  for (let i = 0; i < peaks.length; i++) {
    const peak = peaks[i]
    const from = i === 0 ? 0 : (peaks[i - 1] + peak + 1) >> 1
    const to = i === peaks.length - 1 ? heard.re.length : (peak + peaks[i + 1] + 1) >> 1
    const turn = turnFrom(heardBefore, played, peak)
    for (let bin = from; bin < to; bin++) {
      const re = heard.re[bin]
      const im = heard.im[bin]
      played.re[bin] = re * turn.re - im * turn.im
      played.im[bin] = re * turn.im + im * turn.re
    }
  }
}

/** The rotation from one spectrum's phase to the other's at a bin. */
function turnFrom(a: ComplexBins, b: ComplexBins, bin: number): { re: number; im: number } {
  const re = b.re[bin] * a.re[bin] + b.im[bin] * a.im[bin]
  const im = b.im[bin] * a.re[bin] - b.re[bin] * a.im[bin]
  const length = sqrt(re * re + im * im)
  return length > 1e-30 ? { re: re / length, im: im / length } : { re: 1, im: 0 }
}

/** Bins louder than two neighbours on either side; the loudest bin where there are none. */
function spectralPeaks({ re, im }: ComplexBins): number[] {
  const power = re.map((value, bin) => value * value + im[bin] * im[bin])
  const peaks: number[] = []
  for (let bin = 2; bin < power.length - 2; bin++) {
    const value = power[bin]
    if (value > power[bin - 1] && value > power[bin - 2] && value >= power[bin + 1] && value >= power[bin + 2])
      peaks.push(bin)
  }
  return peaks.length > 0 ? peaks : [power.indexOf(power.reduce((most, value) => (value > most ? value : most), 0))]
}

function copy(from: ComplexBins, to: ComplexBins): void {
  to.re.set(from.re)
  to.im.set(from.im)
}
