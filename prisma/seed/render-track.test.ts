import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { composeTrack } from './compose/compose-track.ts'
import { demoTracks } from './demo-catalogue.ts'
import { renderTrack } from './render-track.ts'
import { integratedLufs } from './synth/loudness.ts'
import { renderScore } from './synth/render-score.ts'
import { SAMPLE_RATE_HZ } from './synth/sample-rate.ts'

const tracks = demoTracks()
const genres = [...new Set(tracks.map(({ genre }) => genre))]

function rms(signal: Float32Array): number {
  let sum = 0
  for (const sample of signal) sum += sample * sample
  return Math.sqrt(sum / signal.length)
}

/** A broken sample (NaN) makes the mean broken too. */
function extent(signal: Float32Array) {
  let highest = 0
  let lowest = 0
  let sum = 0
  for (const sample of signal) {
    if (sample > highest) highest = sample
    if (sample < lowest) lowest = sample
    sum += sample
  }
  return { highest, lowest, mean: sum / signal.length }
}

test.each(genres)('a %s track sounds from start to end, without clipping, at the usual loudness', (genre) => {
  const shortest = tracks.filter((track) => track.genre === genre).sort((a, b) => a.durationMs - b.durationMs)[0]
  const { left, right, sampleRateHz } = renderTrack(shortest)
  expect(left.length).toBe(Math.round((shortest.durationMs * sampleRateHz) / 1000))
  for (const side of [left, right]) {
    const { highest, lowest, mean } = extent(side)
    expect(highest).toBeLessThan(10 ** (-1 / 20))
    expect(lowest).toBeGreaterThan(-(10 ** (-1 / 20)))
    expect(Math.abs(mean)).toBeLessThan(0.002)
  }
  const lufs = integratedLufs(left, right)
  expect(lufs).toBeGreaterThan(-17)
  expect(lufs).toBeLessThan(-14)
  const window = 3 * sampleRateHz
  for (let at = 0; at + 2 * window < left.length; at += window) {
    expect(rms(left.subarray(at, at + window))).toBeGreaterThan(0.004)
  }
  expect(Math.abs(left[left.length - 1])).toBeLessThan(1e-4)
})

test('the same track always sounds the same, and another one different', () => {
  const print = (index: number) => {
    const { left } = renderScore(composeTrack(tracks[index]), 6 * SAMPLE_RATE_HZ)
    return createHash('sha256').update(new Uint8Array(left.buffer)).digest('hex')
  }
  expect(print(30)).toBe(print(30))
  expect(print(30)).not.toBe(print(31))
})
