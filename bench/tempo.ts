import { estimateKey } from '@segue/audio-core/key'
import { mixToMono } from '@segue/audio-core/pcm'
import { resample } from '@segue/audio-core/resample'
import { createTempoEstimator } from '@segue/audio-core/tempo'
import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'
import { renderTrack } from '@segue/prisma/seed/render-track'
import { clickTrack } from '../packages/audio-core/fixtures/click-track.ts'
import type { BenchResult } from './bench.ts'
import { runPython } from './peers/run-python.ts'
import { keyAgreement } from './scores/key-agreement.ts'
import { type TempoAgreement, tempoAgreement } from './scores/tempo-agreement.ts'

const RATE_HZ = 22050
const TRACKS = 48
const CLICK_BPM = Array.from({ length: 36 }, (_, i) => 60 + 4 * i)

type Heard = { bpm: number; ms: number }

/**
 * Tempo on click tracks from 60 to 200 a minute, tempo and key on tracks of the composed catalogue, spread over its
 * genres, whose tempo and key are known; beside librosa's beat tracker.
 */
export async function run(): Promise<BenchResult> {
  const clicks = CLICK_BPM.map((bpm) => ({ bpm, samples: clickTrack({ bpm, seconds: 20, sampleRateHz: RATE_HZ }) }))
  const tracks = spread(TRACKS).map((track) => ({ ...track, samples: monoOf(track) }))
  const seconds = tracks.reduce((sum, { samples }) => sum + samples.length / RATE_HZ, 0)
  const ours = {
    clicks: clicks.map(({ samples }) => hearTempo(samples)),
    tracks: tracks.map(({ samples }) => hearTempo(samples)),
  }
  const librosa = { clicks: askLibrosa(clicks), tracks: askLibrosa(tracks) }
  const keys = hearKeys(tracks)
  const tempoRows = [
    tempoRow('segue, clicks', clicks, ours.clicks),
    tempoRow('librosa, clicks', clicks, librosa.clicks),
    tempoRow('segue, catalogue', tracks, ours.tracks),
    tempoRow('librosa, catalogue', tracks, librosa.tracks),
  ]
  const ourMs = sum(ours.tracks.map(({ ms }) => ms))
  return {
    title: `${clicks.length} click tracks, ${tracks.length} composed tracks: tempo within 4 %, or 2, 3, 1/2, 1/3 times that; keys; cost per second of sound`,
    columns: ['what', 'right', 'octave off', 'other', 'MIREX', 'ms per s'],
    rows: [
      ...tempoRows.map(({ name, shares, heard }) => [
        name,
        shares?.right ?? null,
        shares?.octave ?? null,
        shares?.other ?? null,
        null,
        heard && name.includes('catalogue') ? sum(heard.map(({ ms }) => ms)) / seconds : null,
      ]),
      ['segue, keys of the catalogue', keys.exact, null, null, keys.mirex, keys.ms / seconds],
    ],
    json: {
      clicks: tempoRows[0].shares,
      catalogue: tempoRows[2].shares,
      librosaClicks: tempoRows[1].shares,
      librosaCatalogue: tempoRows[3].shares,
      key: { exact: keys.exact, mirex: keys.mirex },
      tempoAndKeyMsPerSecond: (ourMs + keys.ms) / seconds,
    },
  }
}

function tempoRow(name: string, pieces: { bpm: number }[], heard: Heard[] | null) {
  if (!heard) return { name, heard, shares: null }
  const agreements = pieces.map(({ bpm }, i) => tempoAgreement(heard[i].bpm, bpm))
  const share = (kind: TempoAgreement) => agreements.filter((agreement) => agreement === kind).length / pieces.length
  return { name, heard, shares: { right: share('right'), octave: share('octave'), other: share('other') } }
}

/** With the beats, which come with it. */
function hearTempo(samples: Float32Array): Heard {
  const from = performance.now()
  const estimator = createTempoEstimator({ sampleRateHz: RATE_HZ })
  estimator.push(samples)
  const { tempo } = estimator.result()
  return { bpm: tempo?.bpm ?? 0, ms: performance.now() - from }
}

function hearKeys(tracks: (DemoTrack & { samples: Float32Array })[]) {
  const from = performance.now()
  const scores = tracks.map(({ samples, musicalKey }) => {
    const key = estimateKey(samples, { sampleRateHz: RATE_HZ })
    return key ? keyAgreement(`${key.tonic} ${key.mode}`, musicalKey) : 0
  })
  return {
    exact: scores.filter((score) => score === 1).length / scores.length,
    mirex: sum(scores) / scores.length,
    ms: performance.now() - from,
  }
}

/** Null where it is not installed. */
function askLibrosa(pieces: { samples: Float32Array }[]): Heard[] | null {
  const clips = new Float32Array(sum(pieces.map(({ samples }) => samples.length)))
  let at = 0
  for (const { samples } of pieces) {
    clips.set(samples, at)
    at += samples.length
  }
  const options = [RATE_HZ, ...pieces.map(({ samples }) => samples.length)]
  return runPython<Heard[]>('librosa_tempo.py', { clip: clips, options })
}

function spread(count: number): DemoTrack[] {
  const all = demoTracks()
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)])
}

function monoOf(track: DemoTrack): Float32Array {
  const { left, right, sampleRateHz } = renderTrack(track)
  const mono = mixToMono({ sampleRateHz, channels: [left, right], truncated: false })
  return resample(mono, { fromHz: sampleRateHz, toHz: RATE_HZ })
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
