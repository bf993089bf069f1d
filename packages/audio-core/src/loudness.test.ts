import { expect, test } from '@jest/globals'
import { seededRandom } from '../fixtures/seeded-random.ts'
import { createKWeightedEnergy } from './k-weighting.ts'
import { createLoudnessMeter, measureLoudness } from './loudness.ts'
import type { Pcm } from './pcm.ts'
import { createTruePeakMeter } from './true-peak.ts'

/** Stretches of a stereo 1 kHz sine, as EBU Tech 3341 writes them: level of the sine's peak in dBFS. */
function sines(stretches: { dbfs: number; seconds: number }[], sampleRateHz = 48000): Pcm {
  const { sin, PI } = Math
  const channel = new Float32Array(Math.round(stretches.reduce((sum, { seconds }) => sum + seconds, 0) * sampleRateHz))
  let at = 0
  for (const { dbfs, seconds } of stretches) {
    const level = 10 ** (dbfs / 20)
    for (const end = Math.round(at + seconds * sampleRateHz); at < end; at++)
      channel[at] = level * sin((2 * PI * 1000 * at) / sampleRateHz)
  }
  return { sampleRateHz, channels: [channel, channel], truncated: false }
}

test.each([
  ['1', -23, [{ dbfs: -23, seconds: 20 }]],
  ['2', -33, [{ dbfs: -33, seconds: 20 }]],
  [
    '3',
    -23,
    [
      { dbfs: -36, seconds: 10 },
      { dbfs: -23, seconds: 60 },
      { dbfs: -36, seconds: 10 },
    ],
  ],
  [
    '4',
    -23,
    [
      { dbfs: -72, seconds: 10 },
      { dbfs: -36, seconds: 10 },
      { dbfs: -23, seconds: 60 },
      { dbfs: -36, seconds: 10 },
      { dbfs: -72, seconds: 10 },
    ],
  ],
  [
    '5',
    -23,
    [
      { dbfs: -26, seconds: 20 },
      { dbfs: -20, seconds: 20.1 },
      { dbfs: -26, seconds: 20 },
    ],
  ],
])('EBU Tech 3341 signal %s measures %d LUFS', (_, expectedLufs, stretches) => {
  expect(Math.abs(measureLoudness(sines(stretches)).integratedLufs - expectedLufs)).toBeLessThanOrEqual(0.1)
})

test.each([
  ['five channels', [-28, -28, -24, -30, -30]],
  ['five channels and a low one', [-28, -28, -24, Number.NEGATIVE_INFINITY, -30, -30]],
])('EBU Tech 3341 signal 6, of %s, measures -23 LUFS', (_, levels) => {
  const channels = levels.map((dbfs) => sines([{ dbfs, seconds: 20 }]).channels[0])
  const { integratedLufs } = measureLoudness({ sampleRateHz: 48000, channels, truncated: false })
  expect(Math.abs(integratedLufs + 23)).toBeLessThanOrEqual(0.1)
})

test('loudness does not depend on the sample rate', () => {
  for (const sampleRateHz of [22050, 44100, 96000]) {
    const { integratedLufs } = measureLoudness(sines([{ dbfs: -23, seconds: 5 }], sampleRateHz))
    expect(Math.abs(integratedLufs + 23)).toBeLessThanOrEqual(0.1)
  }
})

const SILENCE = Number.NEGATIVE_INFINITY
const repeated = <T>(count: number, stretches: T[]): T[] => Array.from({ length: count }, () => stretches).flat()

test('EBU Tech 3341 signal 9 has a short-term loudness of -23 LUFS', () => {
  const pcm = sines(
    repeated(5, [
      { dbfs: -20, seconds: 1.34 },
      { dbfs: -30, seconds: 1.66 },
    ]),
  )
  expect(Math.abs(measureLoudness(pcm).maxShortTermLufs + 23)).toBeLessThanOrEqual(0.1)
})

test('EBU Tech 3341 signals 10, three seconds of tone after silence of any length, have the same short-term loudness', () => {
  for (let i = 0; i < 20; i += 3) {
    const pcm = sines([
      { dbfs: SILENCE, seconds: 0.15 * i },
      { dbfs: -23, seconds: 3 },
      { dbfs: SILENCE, seconds: 1 },
    ])
    expect(Math.abs(measureLoudness(pcm).maxShortTermLufs + 23)).toBeLessThanOrEqual(0.1)
  }
})

test('EBU Tech 3341 signal 12 has a momentary loudness of -23 LUFS', () => {
  const pcm = sines(
    repeated(25, [
      { dbfs: -20, seconds: 0.18 },
      { dbfs: -30, seconds: 0.22 },
    ]),
  )
  expect(Math.abs(measureLoudness(pcm).maxMomentaryLufs + 23)).toBeLessThanOrEqual(0.1)
})

test('EBU Tech 3341 signals 13, 400 ms of tone after silence of any length, have the same momentary loudness', () => {
  for (let i = 0; i < 20; i++) {
    const pcm = sines([
      { dbfs: SILENCE, seconds: 0.02 * i },
      { dbfs: -23, seconds: 0.4 },
      { dbfs: SILENCE, seconds: 1 },
    ])
    expect(Math.abs(measureLoudness(pcm).maxMomentaryLufs + 23)).toBeLessThanOrEqual(0.1)
  }
})

test.each([
  ['15', 4, 0.5, 0, -6],
  ['16', 4, 0.5, 45, -6],
  ['17', 6, 0.5, 60, -6],
  ['18', 8, 0.5, 67.5, -6],
  ['19', 4, 1.41, 45, 3],
])('EBU Tech 3341 signal %s, a sine of %i samples a period, has its true peak', (_, period, level, degrees, peakDb) => {
  const { sin, PI, min } = Math
  const samples = 48000
  const tone = Float32Array.from({ length: samples }, (_, i) => {
    const fade = min(1, i / 4800, (samples - 1 - i) / 4800)
    return fade * level * sin((2 * PI * i) / period + (degrees * PI) / 180)
  })
  const { truePeakDb } = measureLoudness({ sampleRateHz: 48000, channels: [tone, tone], truncated: false })
  expect(truePeakDb).toBeGreaterThan(peakDb - 0.4)
  expect(truePeakDb).toBeLessThan(peakDb + 0.2)
})

test.each([
  ['1', [-20, -30], 10],
  ['2', [-20, -15], 5],
  ['3', [-40, -20], 20],
  ['4', [-50, -35, -20, -35, -50], 15],
])('the loudness range of EBU Tech 3342 signal %s, %p dBFS, is %i LU', (_, levels, expectedLu) => {
  const { rangeLu } = measureLoudness(sines(levels.map((dbfs) => ({ dbfs, seconds: 20 }))))
  expect(Math.abs(rangeLu - expectedLu)).toBeLessThanOrEqual(1)
})

test('the true peak lies between samples where the samples miss it', () => {
  const between = Float32Array.from(
    { length: 48000 },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * i) / 4 + Math.PI / 4) * Math.sin((Math.PI * i) / 48000),
  )
  const { truePeakDb } = measureLoudness({ sampleRateHz: 48000, channels: [between], truncated: false })
  expect(truePeakDb).toBeGreaterThan(-6.4)
  expect(truePeakDb).toBeLessThan(-5.8)
  expect(20 * Math.log10(Math.max(...between))).toBeLessThan(-8.9)
})

test('silence has no loudness, and pieces measure as the whole', () => {
  expect(measureLoudness(sines([{ dbfs: Number.NEGATIVE_INFINITY, seconds: 2 }]))).toEqual({
    integratedLufs: Number.NEGATIVE_INFINITY,
    rangeLu: 0,
    maxMomentaryLufs: Number.NEGATIVE_INFINITY,
    maxShortTermLufs: Number.NEGATIVE_INFINITY,
    truePeakDb: Number.NEGATIVE_INFINITY,
  })
  const whole = sines([{ dbfs: -20, seconds: 3 }])
  const meter = createLoudnessMeter({ sampleRateHz: 48000, channels: 2 })
  for (let at = 0; at < 144000; at += 9999) {
    meter.push({ ...whole, channels: whole.channels.map((channel) => channel.subarray(at, at + 9999)) })
  }
  const inPieces = Object.values(meter.result())
  for (const [i, value] of Object.values(measureLoudness(whole)).entries()) expect(inPieces[i]).toBeCloseTo(value, 9)
})

test('with and without WebAssembly vectors energy and true peak are the same', () => {
  const random = seededRandom(7)
  for (const [sampleRateHz, count] of [
    [44100, 1],
    [48000, 3],
    [96000, 2],
    [192000, 6],
  ]) {
    const channels = Array.from({ length: count }, () => Float32Array.from({ length: 20_011 }, () => random() - 0.5))
    const energies = [false, true].map((plain) => {
      const filter = createKWeightedEnergy({ sampleRateHz, channels: count, stepSamples: 700, plain })
      const steps: number[] = []
      for (const [from, end] of [
        [0, 7001],
        [7001, 20_011],
      ])
        filter.push(
          channels.map((channel) => channel.subarray(from, end)),
          (energies) => steps.push(...energies),
        )
      return steps
    })
    expect(energies[0].length).toBe(28 * count)
    for (const [i, energy] of energies[0].entries()) expect(energy / energies[1][i]).toBeCloseTo(1, 9)
    const peaks = [false, true].map((plain) => {
      const meter = createTruePeakMeter({ sampleRateHz, plain })
      for (let at = 0; at < 20_011; at += 4999) meter.push(channels[0].subarray(at, at + 4999))
      return meter.result()
    })
    expect(peaks[0]).toBeCloseTo(peaks[1], 5)
  }
})

test('passing over what cannot hold the peak changes nothing', () => {
  const random = seededRandom(11)
  const samples = Float32Array.from({ length: 30_000 }, (_, i) => (random() - 0.5) * (i % 5000 < 200 ? 1 : 0.3))
  const meter = createTruePeakMeter({ sampleRateHz: 44100 })
  meter.push(samples)
  expect(meter.result()).toBeCloseTo(peakWithoutSkipping(samples), 5)
})

/** The windowed sinc of the meter, at every place. */
function peakWithoutSkipping(samples: Float32Array): number {
  const { abs, cos, max, sin, PI } = Math
  let peak = 0
  for (const fraction of [0.25, 0.5, 0.75]) {
    const taps = Array.from({ length: 24 }, (_, i) => {
      const distance = i - 11 - fraction
      return (cos((PI * distance) / 24) ** 2 * sin(PI * distance)) / (PI * distance)
    })
    const sum = taps.reduce((total, tap) => total + tap, 0)
    for (let at = -24; at < samples.length; at++) {
      let value = 0
      for (let i = 0; i < 24; i++) value += taps[i] * (samples[at + i] ?? 0)
      peak = max(peak, abs(value / sum), abs(samples[at] ?? 0))
    }
  }
  return peak
}
