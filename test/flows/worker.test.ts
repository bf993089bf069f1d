import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startTestServer, type TestServer } from '../setup/start-test-server.ts'
import { id3Tag } from './id3-tag.ts'

const root = path.join(import.meta.dirname, '../..')
const fixture = (name: string) => readFileSync(path.join(root, 'packages/audio-core/fixtures', name))
const tone = (title: string) => Buffer.concat([id3Tag({ TIT2: title }), fixture('tone.mp3')])

let server: TestServer
let token: string
const children: ChildProcess[] = []
beforeAll(async () => {
  server = await startTestServer({ SEGUE_DEMO: 'false' })
  token = await server.adminToken()
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await server.close()
})

test('the worker process hears what the api process took in, and a killed one’s successor goes on', async () => {
  const { db } = server.deps
  const first = startProcess('apps/api/src/worker.ts')
  for (let i = 0; i < 12; i++) await send(tone(`Tone ${i}`), `${i}.mp3`)
  while ((await db.trackAnalysis.count()) < 3) await sleep(10)
  first.kill('SIGKILL')
  await once(first, 'exit')
  await send(tone('While nobody works'), 'late.mp3')

  const second = startProcess('apps/api/src/worker.ts')
  while ((await db.trackAnalysis.count()) < 13) await sleep(20)
  expect(await db.analysisFailure.count()).toBe(0)
  second.kill('SIGTERM')
  expect(await once(second, 'exit')).toEqual([0, null])
})

test('a worker whose launcher is gone ends by itself', async () => {
  const worker = startProcess('apps/api/src/worker.ts', { withChannel: true })
  const progress = once(worker, 'message')
  await send(tone('For the launcher'), 'launcher.mp3')
  expect(await progress).toMatchObject([{ progress: { label: expect.any(String), total: 1 } }, undefined])
  worker.disconnect()
  expect(await once(worker, 'exit')).toEqual([0, null])
})

test('a folder is imported from the command line, and what is wrong with a file is said at the end', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'segue-import-'))
  mkdirSync(path.join(folder, 'Band', 'Album'), { recursive: true })
  writeFileSync(path.join(folder, 'Band', 'Album', '01 - Band - Opening.flac'), fixture('tone.flac'))
  writeFileSync(path.join(folder, 'loose.ogg'), fixture('tone.ogg'))
  writeFileSync(path.join(folder, 'again.ogg'), fixture('tone.ogg'))
  writeFileSync(path.join(folder, 'diary.mp3'), 'no music')
  writeFileSync(path.join(folder, 'cover.jpg'), 'not looked at')
  const before = await server.deps.db.track.count()
  const child = startProcess('scripts/import.ts', { args: [folder] })
  const output: string[] = []
  child.stdout!.setEncoding('utf8').on('data', (text: string) => output.push(text))
  expect(await once(child, 'exit')).toEqual([1, null])
  rmSync(folder, { recursive: true })
  const text = output.join('')
  expect(text).toContain('2 tracks added, 1 were there already, 1 could not be added')
  expect(text).toContain('diary.mp3: The file is no audio')
  expect(text).toContain('2 new tracks can be recommended')
  expect(await server.deps.db.track.count()).toBe(before + 2)
  const opening = await server.deps.db.track.findFirstOrThrow({
    where: { title: 'Opening' },
    include: { artist: true, analysis: true },
  })
  expect(opening).toMatchObject({
    artist: { name: 'Band' },
    trackNumber: 1,
    analysis: { embedding: expect.anything() },
  })
})

function startProcess(script: string, { args = [], withChannel }: { args?: string[]; withChannel?: boolean } = {}) {
  const options: SpawnOptions = {
    cwd: root,
    env: { ...process.env, ...server.env },
    stdio: withChannel ? ['ignore', 'ignore', 'inherit', 'ipc'] : ['ignore', 'pipe', 'inherit'],
  }
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, script), ...args], options)
  if (script.includes('worker')) child.stdout?.resume()
  children.push(child)
  return child
}

async function send(bytes: Buffer, name: string) {
  const response = await fetch(`${server.url}/upload?name=${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'audio/mpeg' },
    body: new Uint8Array(bytes),
  })
  expect(response.status).toBe(201)
}
