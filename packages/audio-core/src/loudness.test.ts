import { expect, test } from '@jest/globals'
import { createLoudnessMeter, measureLoudness } from './loudness.ts'
import type { Pcm } from './pcm.ts'

/** Stretches of a stereo 1 kHz sine, as EBU Tech 3341 writes them: level of the sine's peak in dBFS. */
function sines(stretches: { dbfs: number; seconds: number }[], sampleRateHz = 48000): Pcm {
  const { sin, PI } = Math
  const channel = new Float32Array(stretches.reduce((sum, { seconds }) => sum + seconds, 0) * sampleRateHz)
  let at = 0
  for (const { dbfs, seconds } of stretches) {
    const level = 10 ** (dbfs / 20)
    for (const end = at + seconds * sampleRateHz; at < end; at++)
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
      { dbfs: -20, seconds: 20 },
      { dbfs: -26, seconds: 20 },
    ],
  ],
])('EBU Tech 3341 signal %s measures %d LUFS', (_, expectedLufs, stretches) => {
  expect(Math.abs(measureLoudness(sines(stretches)).integratedLufs - expectedLufs)).toBeLessThanOrEqual(0.1)
})

test('EBU Tech 3341 signal 6 weighs the five channels of surround sound', () => {
  const levels = [-28, -28, -24, Number.NEGATIVE_INFINITY, -30, -30]
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

test('the loudness range of EBU Tech 3342 signals 1 and 2 is 10 and 5 LU', () => {
  const first = measureLoudness(
    sines([
      { dbfs: -20, seconds: 20 },
      { dbfs: -30, seconds: 20 },
    ]),
  )
  const second = measureLoudness(
    sines([
      { dbfs: -20, seconds: 20 },
      { dbfs: -15, seconds: 20 },
    ]),
  )
  expect(Math.abs(first.rangeLu - 10)).toBeLessThanOrEqual(1)
  expect(Math.abs(second.rangeLu - 5)).toBeLessThanOrEqual(1)
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
    truePeakDb: Number.NEGATIVE_INFINITY,
  })
  const whole = sines([{ dbfs: -20, seconds: 3 }])
  const meter = createLoudnessMeter({ sampleRateHz: 48000, channels: 2 })
  for (let at = 0; at < 144000; at += 9999) {
    meter.push({ ...whole, channels: whole.channels.map((channel) => channel.subarray(at, at + 9999)) })
  }
  expect(meter.result()).toEqual(measureLoudness(whole))
})
