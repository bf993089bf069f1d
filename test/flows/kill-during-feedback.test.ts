import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { globalId } from '../../apps/api/src/global-id.ts'
import { freePort } from '../../prisma/embedded-postgres.ts'
import { type AddedTrack, addTracks } from '../setup/add-tracks.ts'
import { startTestServer, type TestListener, type TestServer } from '../setup/start-test-server.ts'

const root = path.resolve(import.meta.dirname, '../..')
const EVENTS = 1_000
const IN_FLIGHT = 16

let server: TestServer
let tracks: AddedTrack[]
let listener: TestListener
let api: ChildProcess | undefined

beforeAll(async () => {
  server = await startTestServer()
  tracks = await addTracks(server.deps, { clusters: 2, perCluster: 20 })
  listener = await server.signUp()
})
afterAll(async () => {
  api?.kill('SIGKILL')
  await server?.close()
})

/** The real process, over the same database. */
async function startApi(port: number) {
  api = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), path.join(root, 'apps/api/src/main.ts')], {
    cwd: root,
    env: { ...process.env, ...server.env, NODE_OPTIONS: '', PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [message] = await once(api, 'message')
  expect(message).toEqual({ ready: true })
  return api
}

interface Sent {
  acknowledged: Set<string>
  failed: number
}

/** Sends one event per request, several at a time; stops at the first that fails. */
async function send(
  events: object[],
  { port, onAcknowledged }: { port: number; onAcknowledged?(count: number): void },
) {
  const sent: Sent = { acknowledged: new Set(), failed: 0 }
  const waiting = [...events] as { clientEventId: string }[]
  const sendNext = async (): Promise<void> => {
    const event = waiting.shift()
    if (!event || sent.failed > 0) return
    try {
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${listener.token}` },
        body: JSON.stringify({
          query:
            'mutation ($events: [FeedbackInput!]!) { recordFeedback(events: $events) { ... on RecordFeedbackPayload { recorded duplicates } } }',
          variables: { events: [event] },
        }),
      })
      const { data } = (await response.json()) as { data: { recordFeedback: { recorded: number; duplicates: number } } }
      if (data.recordFeedback.recorded + data.recordFeedback.duplicates !== 1) throw new Error('not acknowledged')
      sent.acknowledged.add(event.clientEventId)
      onAcknowledged?.(sent.acknowledged.size)
    } catch {
      sent.failed++
    }
    return sendNext()
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, sendNext))
  return sent
}

const recordedIds = async () =>
  (
    await server.deps.db.feedbackEvent.findMany({
      where: { listenerId: listener.listenerId },
      select: { clientEventId: true },
    })
  ).map(({ clientEventId }) => clientEventId)

test('the api may be killed in the middle of 1,000 events: nothing acknowledged is lost, nothing is there twice', async () => {
  const port = await freePort()
  const events = Array.from({ length: EVENTS }, (_, i) => ({
    clientEventId: randomUUID(),
    type: 'PLAY',
    trackId: globalId('Track', tracks[i % tracks.length]!.id),
    playedMs: 200_000,
    durationMs: 200_000,
  }))
  const killed = await startApi(port)
  const exited = once(killed, 'exit')
  const first = await send(events, { port, onAcknowledged: (count) => count === 400 && killed.kill('SIGKILL') })
  expect(await exited).toEqual([null, 'SIGKILL'])
  expect(first.failed).toBeGreaterThan(0)
  expect(first.acknowledged.size).toBeLessThan(EVENTS)
  expect(await recordedIds()).toEqual(expect.arrayContaining([...first.acknowledged]))

  const restarted = await startApi(port)
  const second = await send(events, { port })
  expect(second).toMatchObject({ failed: 0 })
  expect(second.acknowledged.size).toBe(EVENTS)
  const recorded = await recordedIds()
  expect(recorded.sort()).toEqual(events.map(({ clientEventId }) => clientEventId).sort())

  restarted.kill('SIGTERM')
  expect(await once(restarted, 'exit')).toEqual([0, null])
})

test('a port that is taken is told in one sentence', async () => {
  const port = new URL(server.url).port
  const second = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), path.join(root, 'apps/api/src/main.ts')],
    {
      cwd: root,
      env: { ...process.env, ...server.env, NODE_OPTIONS: '', PORT: port },
      stdio: ['ignore', 'inherit', 'pipe'],
    },
  )
  let said = ''
  second.stderr!.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const [code] = await once(second, 'exit')
  expect(code).toBe(1)
  expect(said.trim()).toBe(`Port ${port} on 127.0.0.1 is used by another program. Stop it, or choose another PORT.`)
})
