import { expect, test } from '@jest/globals'
import { clickTrack } from '../fixtures/click-track.ts'
import { seededRandom } from '../fixtures/seeded-random.ts'
import { createTempoEstimator, estimateTempo } from './tempo.ts'

const sampleRateHz = 22050

test.each([60, 72, 85, 97, 110, 120, 128, 140, 155, 174, 186, 200])(
  'a click track at %d bpm is heard within 4 %',
  (bpm) => {
    const tempo = estimateTempo(clickTrack({ bpm }), { sampleRateHz })
    expect(Math.abs(tempo!.bpm / bpm - 1)).toBeLessThan(0.04)
    expect(tempo!.confidence).toBeGreaterThan(0.5)
  },
)

test('noise has no tempo to speak of', () => {
  const random = seededRandom(1)
  const noise = Float32Array.from({ length: 12 * sampleRateHz }, () => random() - 0.5)
  expect(estimateTempo(noise, { sampleRateHz })!.confidence).toBeLessThan(0.2)
})

test('silence and a moment have none', () => {
  expect(estimateTempo(new Float32Array(10 * sampleRateHz), { sampleRateHz })).toBeUndefined()
  expect(estimateTempo(clickTrack({ bpm: 120, seconds: 1 }), { sampleRateHz })).toBeUndefined()
})

test('the tempo and beats of a sound do not depend on the pieces it arrives in', () => {
  const clicks = clickTrack({ bpm: 97 })
  const whole = createTempoEstimator({ sampleRateHz })
  whole.push(clicks)
  const pieces = createTempoEstimator({ sampleRateHz })
  for (let at = 0, length = 1; at < clicks.length; at += length, length = ((length * 7919) % 30011) + 1) {
    pieces.push(clicks.subarray(at, at + length))
  }
  expect(pieces.result()).toEqual(whole.result())
})

test('every click of a click track is a beat, at its time', () => {
  const estimator = createTempoEstimator({ sampleRateHz })
  estimator.push(clickTrack({ bpm: 120 }))
  const { beatTimes } = estimator.result()
  expect(beatTimes.length).toBeGreaterThanOrEqual(23)
  for (const time of beatTimes) expect(Math.abs(time - Math.round(time * 2) / 2)).toBeLessThan(0.03)
})
