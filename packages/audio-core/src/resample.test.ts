import { expect, test } from '@jest/globals'
import { amplitudeAt } from '../fixtures/amplitude-at.ts'
import { createResampler, resample } from './resample.ts'

function tone(hz: number, { sampleRateHz, seconds }: { sampleRateHz: number; seconds: number }): Float32Array {
  const { sin, PI } = Math
  return Float32Array.from({ length: sampleRateHz * seconds }, (_, i) => sin((2 * PI * hz * i) / sampleRateHz))
}

function tones(frequenciesHz: number[], options: { sampleRateHz: number; seconds: number }): Float32Array {
  const all = frequenciesHz.map((hz) => tone(hz, options))
  return all[0].map((_, i) => all.reduce((sum, samples) => sum + samples[i], 0))
}

/** The loudest sample away from the ends, where the filter sees zeros. */
function peakInside(samples: Float32Array): number {
  const { abs, max } = Math
  return samples.subarray(2000, -2000).reduce((peak, sample) => max(peak, abs(sample)), 0)
}

const RATES = [44100, 48000, 96000, 44101]

/** So many frequencies, evenly spread, all of them multiples of ten. */
function spread(count: number, { from, to }: { from: number; to: number }): number[] {
  return Array.from({ length: count }, (_, i) => Math.round((from + ((to - from) * i) / (count - 1)) / 10) * 10)
}

test.each(RATES)('from %d Hz to 22,050 Hz nothing between 20 Hz and 9.9 kHz changes by 0.1 dB', (fromHz) => {
  const passed = spread(40, { from: 20, to: 9900 })
  const out = resample(tones(passed, { sampleRateHz: fromHz, seconds: 1 }), { fromHz, toHz: 22050 }).subarray(
    2000,
    2000 + 15435,
  )
  for (const hz of passed) {
    const levelDb = 20 * Math.log10(amplitudeAt(out, { hz, sampleRateHz: 22050 }))
    expect(Math.abs(levelDb)).toBeLessThan(0.1)
  }
})

test.each(RATES)('from %d Hz to 22,050 Hz no tone above 11,025 Hz comes back by more than -90 dB', (fromHz) => {
  for (const hz of [11026, ...spread(24, { from: 11040, to: fromHz / 2 - 50 })]) {
    const out = resample(tone(hz, { sampleRateHz: fromHz, seconds: 0.5 }), { fromHz, toHz: 22050 })
    expect(20 * Math.log10(peakInside(out))).toBeLessThan(-90)
  }
})

test('going up adds no images, and time does not move', () => {
  const out = resample(tone(3000, { sampleRateHz: 8000, seconds: 1 }), { fromHz: 8000, toHz: 22050 })
  const ideal = tone(3000, { sampleRateHz: 22050, seconds: 1 })
  expect(out.length).toBe(22050)
  const error = out.map((sample, i) => sample - ideal[i])
  expect(20 * Math.log10(peakInside(error))).toBeLessThan(-90)
})

test('a constant stays what it is', () => {
  const out = resample(new Float32Array(48000).fill(0.5), { fromHz: 48000, toHz: 22050 })
  expect(out.subarray(500, -500).every((sample) => Math.abs(sample - 0.5) < 1e-6)).toBe(true)
})

test.each([44100, 48000, 8000])('in pieces of any size the result is that of the whole, from %d Hz', (fromHz) => {
  const sound = tone(997, { sampleRateHz: fromHz, seconds: 1 })
  const resampler = createResampler({ fromHz, toHz: 22050 })
  const pieces: number[] = []
  for (let at = 0, size = 1; at < sound.length; at += size, size = (size * 7) % 4093)
    pieces.push(...resampler.push(sound.subarray(at, at + size)))
  pieces.push(...resampler.flush())
  expect(Float32Array.from(pieces)).toEqual(resample(sound, { fromHz, toHz: 22050 }))
})
