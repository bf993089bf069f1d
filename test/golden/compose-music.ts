import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mixToMono } from '@segue/audio-core/pcm'
import { resample } from '@segue/audio-core/resample'
import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import { renderTrack } from '@segue/prisma/seed/render-track'

/**
 * Writes inputs/music.s16, three seconds of the demo catalogue: `node --import tsx test/golden/compose-music.ts`. Run it
 * before make_golden.py, and only when the golden music shall change: the composer is free to.
 */
const RATE_HZ = 22050
const FROM_S = 12
const SECONDS = 3
const GENRE = 'pop'

const track = demoTracks().find(({ genre }) => genre === GENRE)!
const { sampleRateHz, left, right } = renderTrack(track)
const mono = mixToMono({ sampleRateHz, channels: [left, right], truncated: false })
const excerpt = mono.slice(FROM_S * sampleRateHz, (FROM_S + SECONDS) * sampleRateHz)
const samples = resample(excerpt, { fromHz: sampleRateHz, toHz: RATE_HZ })

const folder = join(import.meta.dirname, 'inputs')
mkdirSync(folder, { recursive: true })
writeFileSync(
  join(folder, 'music.s16'),
  Int16Array.from(samples, (value) => Math.round(Math.max(-1, Math.min(1, value)) * 32767)),
)
console.log(`${track.key}: ${samples.length} samples`)
