import { expect, test } from '@jest/globals'
import { waveformPeaks, waveformZooms } from './waveform.ts'

test('a click shows in the bin where it sounds, and nowhere else', () => {
  const sound = new Float32Array(1000)
  sound[437] = -0.5
  const peaks = waveformPeaks(sound, 10)
  expect([...peaks]).toEqual([0, 0, 0, 0, 128, 0, 0, 0, 0, 0])
})

test('a sound that is too loud or too short is still drawn', () => {
  expect([...waveformPeaks(Float32Array.of(3, -0.2), 4)]).toEqual([255, 255, 51, 51])
  expect([...waveformPeaks(new Float32Array(0), 2)]).toEqual([0, 0])
})

test('every zoom keeps the loudest peak', () => {
  const sound = new Float32Array(4096)
  sound[3000] = 1
  const zooms = waveformZooms(sound, { finest: 64, fewest: 8 })
  expect(zooms.map((zoom) => zoom.length)).toEqual([64, 32, 16, 8])
  expect(zooms.map((zoom) => zoom.indexOf(255) / zoom.length)).toEqual([46 / 64, 23 / 32, 11 / 16, 5 / 8])
})
