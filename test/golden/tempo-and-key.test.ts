import { expect, test } from '@jest/globals'
import { estimateKey } from '@segue/audio-core/key'
import { mixToMono } from '@segue/audio-core/pcm'
import { resample } from '@segue/audio-core/resample'
import { createTempoEstimator } from '@segue/audio-core/tempo'
import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'
import { renderTrack } from '@segue/prisma/seed/render-track'
import { keyAgreement } from '../../bench/scores/key-agreement.ts'
import { tempoAgreement } from '../../bench/scores/tempo-agreement.ts'

const sampleRateHz = 22050
const GENRES = ['blues', 'jazz', 'pop', 'rock']

/** The second track of each of these genres; `npm run bench -- tempo` hears many more of all genres. */
const heard = GENRES.map((genre) => {
  const track = demoTracks().filter((candidate) => candidate.genre === genre)[1]
  const samples = firstHalfMinute(track)
  const estimator = createTempoEstimator({ sampleRateHz })
  estimator.push(samples)
  return { track, ...estimator.result(), key: estimateKey(samples, { sampleRateHz }) }
})

test('composed tracks have the tempo that was composed', () => {
  const agreements = heard.map(({ track, tempo }) => tempoAgreement(tempo!.bpm, track.bpm))
  expect(agreements).toEqual(GENRES.map(() => 'right'))
})

test('three of four composed tracks have the key that was composed', () => {
  const scores = heard.map(({ track, key }) => keyAgreement(`${key!.tonic} ${key!.mode}`, track.musicalKey))
  expect(scores.filter((score) => score === 1).length).toBeGreaterThanOrEqual(3)
})

test.each(['blues', 'pop', 'rock'])('the beats of a %s track fall where it was composed to have them', (genre) => {
  const { track, beatTimes } = heard[GENRES.indexOf(genre)]
  const beatSeconds = 60 / track.bpm
  const offsets = Array.from(beatTimes, (time) => time / beatSeconds - Math.round(time / beatSeconds))
  expect(beatTimes.length).toBeGreaterThan((0.9 * 30) / beatSeconds)
  expect(offsets.filter((offset) => Math.abs(offset) < 0.175).length).toBeGreaterThanOrEqual(0.95 * offsets.length)
})

function firstHalfMinute(track: DemoTrack): Float32Array {
  const { left, right, sampleRateHz: fromHz } = renderTrack(track)
  const channels = [left, right].map((channel) => channel.subarray(0, 30 * fromHz))
  return resample(mixToMono({ sampleRateHz: fromHz, channels, truncated: false }), { fromHz, toHz: sampleRateHz })
}
