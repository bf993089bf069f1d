import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import { noticeBoard } from './notice-board.ts'
import { frameReader, toFrames } from './notice-frames.ts'
import type { Notices } from './notices.ts'

const CHANNEL = 'segue_notices'
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 10_000

/**
 * LISTEN and NOTIFY: one connection listens, a small pool publishes. A lost connection is made anew for as long as it
 * takes; what was said meanwhile is missed, except that a process always hears itself.
 */
export async function postgresNotices(databaseUrl: string, log: Logger): Promise<Notices> {
  const board = noticeBoard(log)
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, connectionTimeoutMillis: 5_000 })
  // an idle connection that breaks is replaced by the pool
  pool.on('error', () => undefined)
  const ear = listenForever({ databaseUrl, log, onMessage: board.deliver })
  await ear.ready

  return {
    subscribe: board.subscribe,
    async publish(kind, payload) {
      const message = JSON.stringify({ kind, payload })
      try {
        await pool.query('select pg_notify($1, frame) from unnest($2::text[]) as frame', [CHANNEL, toFrames(message)])
      } catch (error) {
        log.warn({ err: error, kind }, 'a notice could not be published')
        board.deliver(message)
      }
    },
    async close() {
      board.clear()
      await ear.close()
      await pool.end()
    },
  }
}

interface Ear {
  /** settles after the first attempt, successful or not */
  ready: Promise<void>
  close(): Promise<void>
}

function listenForever(settings: { databaseUrl: string; log: Logger; onMessage(message: string): void }): Ear {
  const { databaseUrl, log, onMessage } = settings
  const closing = new AbortController()
  let client: pg.Client | undefined

  const listenOnce = async (isListening: () => void) => {
    client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000, keepAlive: true })
    const ended = new Promise<void>((resolve) => client!.on('end', resolve))
    let fault: Error | undefined
    client.on('error', (error) => {
      fault = error
    })
    const read = frameReader()
    client.on('notification', ({ payload }) => {
      const message = read(payload ?? '')
      if (message !== undefined) onMessage(message)
    })
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    isListening()
    await ended
    throw fault ?? new Error('the database ended the connection')
  }

  let settleReady = () => {}
  const ready = new Promise<void>((resolve) => {
    settleReady = resolve
  })
  const running = (async () => {
    let pauseMs = FIRST_PAUSE_MS
    while (!closing.signal.aborted) {
      try {
        await listenOnce(() => {
          if (pauseMs > FIRST_PAUSE_MS) log.info('notices arrive again')
          pauseMs = FIRST_PAUSE_MS
          settleReady()
        })
      } catch (error) {
        settleReady()
        if (closing.signal.aborted) return
        if (pauseMs === FIRST_PAUSE_MS) log.warn({ err: error }, 'notices do not arrive; connecting again')
        await client?.end().catch(() => undefined)
        await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined)
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
      }
    }
  })()

  return {
    ready,
    async close() {
      closing.abort()
      await client?.end().catch(() => undefined)
      await running
    },
  }
}
