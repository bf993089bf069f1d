import { expect, test } from '@jest/globals'
import { createWaveformMeter, waveformPeaks, waveformZooms } from './waveform.ts'

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
  const meter = createWaveformMeter()
  meter.push(sound)
  const zooms = waveformZooms(meter, { finest: 64, fewest: 8 })
  expect(zooms.map((zoom) => zoom.length)).toEqual([64, 32, 16, 8])
  expect(zooms.map((zoom) => zoom.indexOf(255) / zoom.length)).toEqual([46 / 64, 23 / 32, 11 / 16, 5 / 8])
})

test('an hour in pieces is drawn in bounded memory, with every peak in its place', () => {
  const meter = createWaveformMeter()
  const piece = new Float32Array(100_003)
  const pieces = 793
  const loud = [0, 17, 400, 792]
  for (let i = 0; i < pieces; i++) {
    piece[50_000] = loud.includes(i) ? -1 : 0.1
    meter.push(piece)
  }
  const outline = meter.outline(pieces)
  expect([...outline.keys()].filter((i) => outline[i] === 255)).toEqual(loud)
  expect(new Set(outline)).toEqual(new Set([255, 26]))
})
