import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { shippedAnalysisVersion } from '@segue/models/analysis-version'
import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import { renderDemoTrack } from '@segue/prisma/seed/render-demo-track'
import { analyseBacklog } from '../../apps/api/src/analysis/analyse-backlog.ts'
import { type AnalysisPool, createAnalysisPool } from '../../apps/api/src/analysis/analysis-pool.ts'
import { startTestServer, type TestServer } from '../setup/start-test-server.ts'

const HEARD = `query ($id: ID!) { track(id: $id) { durationMs analysis {
  genre
  segments { startMs label probability genres { label probability } }
  excerpts {
    startMs endMs label probability bandHz attention
    spectrogram { frames bands values } heat { frames bands values }
    focus { fromMs toMs fromHz toHz }
  }
} } }`

let server: TestServer
let pool: AnalysisPool
let token: string
let trackId: string
beforeAll(async () => {
  server = await startTestServer()
  const { config, log } = server.deps
  pool = createAnalysisPool({ config, log })
  token = await server.adminToken()
  const response = await fetch(`${server.url}/upload?name=metal.mp3`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(await renderDemoTrack(demoTracks().find(({ genre }) => genre === 'metal')!)),
  })
  trackId = ((await response.json()) as { trackId: string }).trackId
  await analyse()
})
afterAll(async () => {
  await pool.close()
  await server.close()
})

async function analyse() {
  const modelVersion = await shippedAnalysisVersion()
  return analyseBacklog(server.deps, { pool, modelVersion })
}

test('an analysed track shows where the network heard its genre, moment by moment', async () => {
  const { data } = await server.graphql(HEARD, { id: trackId }, await server.signUp())
  const { durationMs, analysis } = data.track as { durationMs: number; analysis: Heard }
  expect(analysis.excerpts).toHaveLength(3)
  for (const excerpt of analysis.excerpts) {
    expect(excerpt.label).toBe(analysis.genre)
    expect(excerpt.endMs).toBeLessThanOrEqual(durationMs)
    for (const { frames, bands, values } of [excerpt.spectrogram, excerpt.heat]) {
      const bytes = Buffer.from(values, 'base64')
      expect(bytes).toHaveLength(frames * bands)
      expect(Math.max(...bytes)).toBeGreaterThan(128)
      expect(Math.min(...bytes)).toBeLessThan(64)
    }
    expect(excerpt.bandHz).toHaveLength(excerpt.spectrogram.bands)
    expect(excerpt.bandHz).toEqual([...excerpt.bandHz].sort((a, b) => a - b))
    expect(Math.max(...excerpt.attention)).toBe(255)
    if (!excerpt.focus) continue
    expect(excerpt.focus.fromMs).toBeGreaterThanOrEqual(excerpt.startMs)
    expect(excerpt.focus.toMs).toBeLessThanOrEqual(excerpt.endMs)
    expect(excerpt.focus.fromHz).toBeLessThan(excerpt.focus.toHz)
    expect(excerpt.focus.toHz).toBeLessThanOrEqual(11_025)
  }
  const starts = analysis.excerpts.map(({ startMs }) => startMs)
  expect(starts).toEqual([...starts].sort((a, b) => a - b))
  expect(analysis.segments.map(({ startMs }) => startMs)).toEqual(expect.arrayContaining(starts))
})

test('every segment tells all genres that are not next to impossible, most probable first', async () => {
  const { data } = await server.graphql(HEARD, { id: trackId }, await server.signUp())
  for (const { label, probability, genres } of (data.track.analysis as Heard).segments) {
    expect(genres.reduce((sum, genre) => sum + genre.probability, 0)).toBeGreaterThan(0.9)
    expect(genres[0]).toEqual({ label, probability })
    expect(genres.map((genre) => genre.probability)).toEqual(
      genres.map((genre) => genre.probability).sort((a, b) => b - a),
    )
  }
})

test('who is not signed in sees none of it', async () => {
  const { data, errors } = await server.graphql(HEARD, { id: trackId })
  expect(data?.track ?? null).toBeNull()
  expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
})

test('an analysis from before there were explanations is made again, once', async () => {
  await server.deps.db.heardExcerpt.deleteMany({})
  expect(await analyse()).toEqual({ analysed: 1 })
  expect(await server.deps.db.heardExcerpt.count()).toBe(3)
  expect(await analyse()).toEqual({ analysed: 0 })
})

interface Share {
  label: string
  probability: number
}

interface Picture {
  frames: number
  bands: number
  values: string
}

interface Heard {
  genre: string
  segments: (Share & { startMs: number; genres: Share[] })[]
  excerpts: (Share & {
    startMs: number
    endMs: number
    bandHz: number[]
    attention: number[]
    spectrogram: Picture
    heat: Picture
    focus: { fromMs: number; toMs: number; fromHz: number; toHz: number } | null
  })[]
}
