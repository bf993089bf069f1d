// Longer than most: the steps from upload to index share one server, because each server means a database and threads.
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { shippedAnalysisVersion } from '@segue/models/analysis-version'
import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import { renderDemoTrack } from '@segue/prisma/seed/render-demo-track'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { analyseBacklog } from '../../apps/api/src/analysis/analyse-backlog.ts'
import {
  type AnalysisPool,
  type AnalysisPoolOptions,
  createAnalysisPool,
} from '../../apps/api/src/analysis/analysis-pool.ts'
import { globalId } from '../../apps/api/src/global-id.ts'
import type { NoticePayloads } from '../../apps/api/src/notices/notices.ts'
import { startTestServer, type TestServer } from '../setup/start-test-server.ts'
import { id3Tag } from './id3-tag.ts'

const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '../../packages/audio-core/fixtures', name))
/** Another file each time, and real sound. */
const tone = (title: string) =>
  Buffer.concat([id3Tag({ TIT2: title, TPE1: `Artist of ${title}` }), fixture('tone.mp3')])

let server: TestServer
let token: string
let modelVersion: string
let pool: AnalysisPool
beforeAll(async () => {
  server = await startTestServer()
  token = await server.adminToken()
  modelVersion = await shippedAnalysisVersion()
  pool = openPool()
})
afterAll(async () => {
  await pool.close()
  await server.close()
})
afterEach(async () => {
  await server.deps.db.track.deleteMany({})
  await server.deps.catalogue.refresh()
})

describe('an upload', () => {
  test('is heard, described, placed beside what sounds alike, and offered before anybody has played it', async () => {
    const pieces = ['jazz', 'jazz', 'metal', 'metal'].map((genre, i) => {
      return demoTracks().filter((track) => track.genre === genre)[i % 2]
    })
    for (const piece of pieces) await send(Buffer.from(await renderDemoTrack(piece)), `${piece.title}.mp3`)
    expect(await analyse()).toEqual({ analysed: 4 })
    await server.deps.catalogue.refresh()

    const listener = await server.signUp()
    const { data } = await server.graphql(
      `{ feed(first: 20) { edges { node { track {
        id title durationMs analysisState taggedGenre artist { name } album { title }
        analysis { modelVersion genre waveform loudnessLufs tempoBpm musicalKey genreScores { probability } segments { startMs endMs } }
        similarTracks(first: 3) { similarity track { title } }
      } } } } }`,
      {},
      listener,
    )
    const tracks: FeedTrack[] = data.feed.edges.map((edge: { node: { track: FeedTrack } }) => edge.node.track)
    expect(tracks.map(({ title }) => title).sort()).toEqual(pieces.map(({ title }) => title).sort())
    for (const track of tracks) {
      const piece = pieces.find(({ title }) => title === track.title)!
      expect(track).toMatchObject({
        analysisState: 'DONE',
        artist: { name: piece.artist },
        album: { title: piece.album },
      })
      expect(Math.abs(track.durationMs - piece.durationMs)).toBeLessThan(100)
      expect(track.analysis.modelVersion).toBe(modelVersion)
      expect(track.analysis.waveform).toHaveLength(800)
      expect(Math.max(...track.analysis.waveform)).toBeGreaterThan(100)
      expect(track.analysis.loudnessLufs).toBeGreaterThan(-30)
      expect(track.analysis.loudnessLufs).toBeLessThan(-5)
      expect(track.analysis.tempoBpm).toBeGreaterThan(40)
      expect(track.analysis.musicalKey).toMatch(/^[A-G]#? (major|minor)$/)
      expect(sum(track.analysis.genreScores.map(({ probability }) => probability))).toBeCloseTo(1, 3)
      expect(track.analysis.segments.at(-1)!.endMs).toBeLessThanOrEqual(track.durationMs)
      const [closest] = track.similarTracks
      const other = pieces.find(({ title, genre }) => genre === piece.genre && title !== piece.title)!
      expect(closest.track.title).toBe(other.title)
    }
  })

  test('of fifty files, three of them broken, ends with 47 tracks to recommend and three clear errors', async () => {
    const form = new FormData()
    const files = Array.from({ length: 47 }, (_, i) => ({ name: `${i}.mp3`, bytes: tone(`Tone ${i}`) }))
    files.splice(5, 0, { name: 'diary.mp3', bytes: Buffer.from('Dear diary, no music today.\n'.repeat(100)) })
    files.splice(20, 0, { name: 'empty.mp3', bytes: Buffer.alloc(0) })
    files.splice(40, 0, { name: 'noise.flac', bytes: noise(50_000) })
    for (const { name, bytes } of files) form.append('files', new Blob([new Uint8Array(bytes)]), name)
    const response = await fetch(`${server.url}/upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    })
    const answer = (await response.json()) as { files: Uploaded[] }
    const refused = answer.files.filter(({ state }) => state === 'FAILED')
    expect(refused.map(({ fileName, error }) => [fileName, error!.code])).toEqual([
      ['diary.mp3', 'NOT_AUDIO'],
      ['empty.mp3', 'EMPTY_FILE'],
      ['noise.flac', 'NOT_AUDIO'],
    ])
    expect(await analyse()).toEqual({ analysed: 47 })
    await server.deps.catalogue.refresh()
    const listener = await server.signUp()
    const { data } = await server.graphql('{ feed(first: 100) { edges { node { track { title } } } } }', {}, listener)
    expect(data.feed.edges).toHaveLength(47)
  })

  test('shows up in every process by itself, without anybody asking for a refresh', async () => {
    const { trackId } = await send(tone('By itself'), 'a.mp3')
    await analyse()
    while (!server.deps.catalogue.current().ids.some((id) => globalId('Track', id) === trackId)) await sleep(20)
  })

  test('can be followed by admins, step by step, and by nobody else', async () => {
    const steps = await follow(token)
    await send(tone('Followed'), 'followed.mp3')
    await analyse()
    while (steps.at(-1)?.state !== 'DONE') await sleep(20)
    expect(steps.map(({ step }) => step)).toEqual(['decode', 'features', 'listen', 'saved'])
    expect(steps.at(-1)).toMatchObject({ percent: 100, pending: 0, track: { title: 'Followed' }, error: null })
    const percents = steps.map(({ percent }) => percent)
    expect(percents).toEqual([...percents].sort((a, b) => a - b))
    const listener = await server.signUp()
    await expect(follow(listener.token)).rejects.toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })
})

describe('a file that sounds at first and then does not', () => {
  test.each([
    ['breaks off', fixture('tone.wav').subarray(0, 12_000), 'cut.wav', 'TRUNCATED', /breaks off after/],
    [
      'is noise in a container',
      Buffer.concat([Buffer.from('\0\0\0\x20ftypM4A ', 'latin1'), noise(30_000)]),
      'noise.m4a',
      undefined,
      /./,
    ],
  ] as [string, Buffer, string, string | undefined, RegExp][])(
    'and %s gets a readable error, and leaves the others alone',
    async (_, bytes, name, code, message) => {
      const faulty = await send(bytes, name)
      await send(tone('Sound'), 'sound.mp3')
      expect(await analyse()).toEqual({ analysed: 2 })
      const [failure] = await server.deps.db.analysisFailure.findMany()
      if (code) expect(failure.code).toBe(code)
      expect(failure.message).toMatch(message)
      const { data } = await server.graphql(
        'query ($id: ID!) { track(id: $id) { analysisState analysisError } }',
        { id: faulty.trackId },
        { token },
      )
      expect(data.track).toEqual({ analysisState: 'FAILED', analysisError: failure.message })
      expect(await server.deps.db.trackAnalysis.count()).toBe(1)
      expect(await analyse()).toEqual({ analysed: 0 })
    },
  )

  test('is tried again when it is sent again', async () => {
    const bytes = fixture('tone.wav').subarray(0, 12_000)
    await send(bytes, 'cut.wav')
    await analyse()
    expect((await send(bytes, 'cut.wav')).state).toBe('DUPLICATE')
    expect(await analyse()).toEqual({ analysed: 1 })
  })
})

describe('an analysis thread', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'segue-faults-'))
  const planFile = path.join(folder, 'plan')
  const plan = (...faults: string[]) => writeFileSync(planFile, JSON.stringify(faults))
  const module = new URL(`./faulty-analysis-thread.ts?${new URLSearchParams({ plan: planFile })}`, import.meta.url)
  const faultyPool = (stallMs = 120_000) => openPool({ module, limits: { stallMs, totalMs: () => 600_000 } })
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each(['die', 'throw'])(
    'that %ss in the middle of a track is replaced, and the track is heard',
    async (fault) => {
      plan(fault)
      await send(tone(`After ${fault}`), 'a.mp3')
      await send(tone(`And after ${fault}`), 'b.mp3')
      await withPool(faultyPool(), async (faulty) => {
        expect(await analyse(faulty)).toEqual({ analysed: 2 })
      })
      expect(await server.deps.db.trackAnalysis.count()).toBe(2)
    },
  )

  test('that dies twice on one track costs that track only, and says so', async () => {
    plan('die', 'throw')
    await send(tone('First'), 'a.mp3')
    await send(tone('Second'), 'b.mp3')
    await withPool(faultyPool(), (faulty) => analyse(faulty))
    const failures = await server.deps.db.analysisFailure.findMany({ include: { track: true } })
    expect(failures.map(({ code, track }) => [code, track.title])).toEqual([['ANALYSIS_CRASHED', 'Second']])
    expect(await server.deps.db.trackAnalysis.count()).toBe(1)
  })

  test('that hangs is ended and replaced', async () => {
    plan('hang')
    await send(tone('Hanging'), 'a.mp3')
    await withPool(faultyPool(15_000), (faulty) => analyse(faulty))
    expect(await server.deps.db.trackAnalysis.count()).toBe(1)
  })

  test('that is stopped leaves its track waiting', async () => {
    plan('hang')
    await send(tone('Stopped'), 'a.mp3')
    const faulty = faultyPool()
    const working = analyse(faulty)
    while (JSON.parse(readFileSync(planFile, 'utf8')).length > 0) await sleep(20)
    await faulty.close()
    await working
    expect(await server.deps.db.analysisFailure.count()).toBe(0)
    expect(await analyse()).toEqual({ analysed: 1 })
  })
})

test('two workers share one backlog: every track is analysed once', async () => {
  const saved: string[] = []
  const leave = server.deps.notices.subscribe('analysis-progress', ({ trackId, state }) => {
    if (state === 'DONE') saved.push(trackId)
  })
  for (let i = 0; i < 12; i++) await send(tone(`Shared ${i}`), `${i}.mp3`)
  await withPool(openPool(), async (other) => {
    const counts = await Promise.all([analyse(), analyse(other)])
    expect(counts[0].analysed + counts[1].analysed).toBe(12)
  })
  while (saved.length < 12) await sleep(20)
  expect(new Set(saved).size).toBe(12)
  leave()
})

test('a new model version has the whole catalogue heard again', async () => {
  await send(tone('Old'), 'old.mp3')
  await analyse()
  await server.deps.db.trackAnalysis.updateMany({ data: { modelVersion: 'an-older-one' } })
  expect(await analyse()).toEqual({ analysed: 1 })
  expect((await server.deps.db.trackAnalysis.findFirstOrThrow()).modelVersion).toBe(modelVersion)
})

interface Uploaded {
  fileName: string
  state: string
  trackId: string
  error?: { code: string; message: string }
}

interface FeedTrack {
  title: string
  durationMs: number
  analysis: {
    modelVersion: string
    waveform: number[]
    loudnessLufs: number
    tempoBpm: number
    musicalKey: string
    genreScores: { probability: number }[]
    segments: { startMs: number; endMs: number }[]
  }
  similarTracks: { similarity: number; track: { title: string } }[]
}

function openPool(options: Partial<AnalysisPoolOptions> = {}) {
  const { config, log } = server.deps
  return createAnalysisPool({ config, log, ...options })
}

async function withPool(other: AnalysisPool, use: (pool: AnalysisPool) => Promise<unknown>) {
  try {
    await use(other)
  } finally {
    await other.close()
  }
}

function analyse(by = pool) {
  return analyseBacklog(server.deps, { pool: by, modelVersion })
}

async function send(bytes: Buffer, name: string): Promise<Uploaded> {
  const response = await fetch(`${server.url}/upload?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  })
  const uploaded = (await response.json()) as Uploaded
  expect(uploaded.error).toBeUndefined()
  return uploaded
}

type Step = NoticePayloads['analysis-progress'] & { pending: number; track: { title: string } }

/** @returns the steps, as they come; rejects with what the server answers instead */
function follow(accessToken: string): Promise<Step[]> {
  const steps: Step[] = []
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${accessToken}` },
  })
  return new Promise((resolve, reject) => {
    client.subscribe<{ analysisProgress: Step }>(
      { query: 'subscription { analysisProgress { step state percent pending track { title } error { code } } }' },
      {
        next: ({ data, errors }) => (errors ? reject(errors) : steps.push(data!.analysisProgress)),
        error: reject,
        complete: () => undefined,
      },
    )
    // the subscription is there once the server has answered what was asked after it
    client.on('connected', () => setTimeout(() => resolve(steps), 500))
  })
}

/** The same on every run. */
function noise(length: number) {
  return Buffer.concat(Array.from({ length: length / 32 }, (_, i) => createHash('sha256').update(String(i)).digest()))
}

function sum(values: number[]) {
  return values.reduce((total, value) => total + value, 0)
}
