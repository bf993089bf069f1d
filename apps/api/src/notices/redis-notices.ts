import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { noticeBoard } from './notice-board.ts'
import type { Notices } from './notices.ts'

const CHANNEL = 'segue:notices'
const START_PATIENCE_MS = 3_000

/**
 * Redis pub/sub: one connection listens, one publishes. While Redis is away nothing waits for it: a notice is told to
 * this process only, with a warning, and both connections come back by themselves.
 */
export async function redisNotices(redisUrl: string, log: Logger): Promise<Notices> {
  const board = noticeBoard(log)
  const connect = (role: string, options: { enableOfflineQueue: boolean }) => {
    const client = new Redis(redisUrl, {
      connectionName: `segue-notices-${role}`,
      commandTimeout: 2_000,
      connectTimeout: 5_000,
      maxRetriesPerRequest: 1,
      retryStrategy: (attempt) => Math.min(100 * 2 ** Math.min(attempt, 10), 5_000),
      ...options,
    })
    warnOncePerOutage(client, log)
    return client
  }
  const mouth = connect('publish', { enableOfflineQueue: false })
  const ear = connect('subscribe', { enableOfflineQueue: false })
  ear.on('message', (_channel, message) => board.deliver(message))
  const listening = new Promise<void>((resolve) => {
    ear.on('ready', () => {
      ear.subscribe(CHANNEL).then(
        () => resolve(),
        (error) => log.warn({ err: error }, 'Redis refused a subscription'),
      )
    })
  })
  await Promise.race([Promise.all([listening, untilReady(mouth)]), patience()])

  return {
    subscribe: board.subscribe,
    async publish(kind, payload) {
      const message = JSON.stringify({ kind, payload })
      try {
        await mouth.publish(CHANNEL, message)
      } catch (error) {
        log.warn({ err: error, kind }, 'a notice could not be published')
        board.deliver(message)
      }
    },
    async close() {
      board.clear()
      ear.disconnect()
      mouth.disconnect()
    },
  }
}

function warnOncePerOutage(client: Redis, log: Logger) {
  let isAway = false
  client.on('error', (error) => {
    if (!isAway) log.warn({ err: error }, 'Redis is away; notices reach this process only')
    isAway = true
  })
  client.on('ready', () => {
    if (isAway) log.info('Redis is back')
    isAway = false
  })
}

const untilReady = (client: Redis) => new Promise<void>((resolve) => client.once('ready', () => resolve()))

/** A dead Redis must not keep the server from starting. */
const patience = () => new Promise<void>((resolve) => setTimeout(resolve, START_PATIENCE_MS).unref())
