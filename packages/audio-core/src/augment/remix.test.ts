import { expect, test } from '@jest/globals'
import { amplitudeAt } from '../../fixtures/amplitude-at.ts'
import { tone } from '../../fixtures/tone.ts'
import { remix } from './remix.ts'
import { signalPower } from './signal-power.ts'

const low = tone(300)
const high = tone(1000, { seconds: 1 }).map((value) => 0.1 * value)

test('halfway both clips are equally loud, and the mix as loud as the first', () => {
  const mix = remix(low, high, { balance: 0.5 })
  expect(mix.length).toBe(low.length)
  expect(signalPower(mix)).toBeCloseTo(signalPower(low), 3)
  const at = (hz: number) => amplitudeAt(mix, { hz, sampleRateHz: 22050 })
  expect(at(300)).toBeCloseTo(0.5 * Math.SQRT1_2, 2)
  expect(at(1000)).toBeCloseTo(0.5 * Math.SQRT1_2, 2)
})

test('at either end one clip is alone', () => {
  expect(remix(low, high, { balance: 0 })).toEqual(low)
  const second = remix(low, high, { balance: 1 })
  for (let i = 0; i < 1000; i++) expect(second[i]).toBeCloseTo(10 * high[i], 5)
})

test('silence adds nothing', () => {
  expect(remix(low, new Float32Array(100), { balance: 0.5 })).toEqual(low)
  expect(remix(low, new Float32Array(0), { balance: 0.5 })).toEqual(low)
})
