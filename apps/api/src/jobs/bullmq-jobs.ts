import { createPostgresBackend, Queue, type QueueOptions, Worker, type WorkerOptions } from 'bullmq'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { JobKind, JobPayloads, Jobs } from './jobs.ts'

/** How long a caller waits for the queue's server before it goes on without. */
const PATIENCE_MS = 3_000
/** A worker that was killed loses its job after so long; another one takes it. */
const LOCK_MS = 15_000

/**
 * One queue per kind. A wake-up that already waits stands for all that follow; one that comes while the handler runs
 * makes it run once more. While the queue's server is away nobody waits for it, and workers that wake by themselves
 * (`everyMs`) go on.
 */
export function bullmqJobs(config: Pick<Config, 'databaseUrl' | 'redisUrl'>, log: Logger): Jobs {
  const backend = backendOf(config)
  const queues = new Map<JobKind, Queue>()
  const workers: Worker[] = []
  const timers: NodeJS.Timeout[] = []
  const running = new Set<Promise<void>>()
  let isClosed = false

  const queueOf = (kind: JobKind) => {
    const queue = queues.get(kind) ?? new Queue(queueName(kind), ...backend.queue)
    if (!queues.has(kind)) warnOncePerOutage(queue, log)
    queues.set(kind, queue)
    return queue
  }

  return {
    async wake(kind, payload) {
      const queue = queueOf(kind)
      const options = {
        deduplication: { id: kind, keepLastIfActive: true },
        removeOnComplete: true,
        removeOnFail: true,
      }
      try {
        await withinPatience(queue.add(kind, payload, options))
      } catch (error) {
        log.warn({ err: error, kind }, 'the worker could not be woken; it looks for work by itself')
        // a queue that failed to start stays failed: the next wake-up starts another
        if (!config.redisUrl) {
          queues.delete(kind)
          void queue.close().catch(() => undefined)
        }
      }
    },

    async work<K extends JobKind>(
      kind: K,
      handler: (payload: JobPayloads[K]) => Promise<void>,
      { everyMs }: { everyMs?: number } = {},
    ) {
      const run = oneAtATime(async (payload: JobPayloads[K]) => {
        if (isClosed) return
        const turn = handler(payload).catch((error) => log.error({ err: error, kind }, 'a job failed'))
        running.add(turn)
        await turn
        running.delete(turn)
      })
      const worker = new Worker(queueName(kind), (job) => run(job.data), ...backend.worker)
      warnOncePerOutage(worker, log)
      workers.push(worker)
      await withinPatience(worker.waitUntilReady()).catch((error) =>
        log.warn({ err: error, kind }, 'the queue does not answer yet'),
      )
      if (!everyMs) return
      void run({ reason: 'start' })
      timers.push(setInterval(() => void run({ reason: 'time' }), everyMs))
    },

    async close() {
      isClosed = true
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running)
      await Promise.all(workers.map((worker) => withinPatience(worker.close()).catch(() => worker.close(true))))
      await Promise.all([...queues.values()].map((queue) => withinPatience(queue.close()).catch(() => undefined)))
    },
  }
}

const queueName = (kind: JobKind) => `segue-${kind}`

function backendOf({ databaseUrl, redisUrl }: Pick<Config, 'databaseUrl' | 'redisUrl'>) {
  const taking = { concurrency: 1, lockDuration: LOCK_MS, stalledInterval: LOCK_MS / 3, maxStalledCount: 1_000 }
  if (redisUrl) {
    const retryStrategy = (attempt: number) => Math.min(100 * 2 ** Math.min(attempt, 10), 5_000)
    const connection = { url: redisUrl, maxRetriesPerRequest: null, retryStrategy }
    return {
      queue: [{ connection }] as [QueueOptions],
      worker: [{ connection, ...taking }] as [WorkerOptions],
    }
  }
  const connection = {
    connectionString: databaseUrl,
    schema: 'bullmq',
    migrate: true,
    max: 2,
    connectionTimeoutMillis: PATIENCE_MS,
  }
  return {
    queue: [{ connection }, createPostgresBackend] as unknown as [QueueOptions],
    worker: [{ connection, ...taking }, createPostgresBackend] as unknown as [WorkerOptions],
  }
}

/** Runs calls one after the other. */
function oneAtATime<T>(action: (input: T) => Promise<void>): (input: T) => Promise<void> {
  let last = Promise.resolve()
  return (input) => {
    last = last.then(() => action(input))
    return last
  }
}

async function withinPatience<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS)
  })
  try {
    return await Promise.race([promise, impatience])
  } finally {
    clearTimeout(timer)
  }
}

/** Both emit an error per attempt to connect again, and crash the process when nobody listens. */
function warnOncePerOutage(
  source: { name: string; on(event: 'error', listener: (error: Error) => void): unknown },
  log: Logger,
) {
  let lastWarnedAt = 0
  source.on('error', (error: Error) => {
    if (Date.now() - lastWarnedAt > 30_000) log.warn({ err: error, queue: source.name }, 'the queue has trouble')
    lastWarnedAt = Date.now()
  })
}
