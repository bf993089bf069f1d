import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { pino } from 'pino'
import { createJobs } from '../../apps/api/src/jobs/create-jobs.ts'
import type { Jobs } from '../../apps/api/src/jobs/jobs.ts'
import { createTestDatabase, type TestDatabase } from '../setup/test-database.ts'
import { hasRedis, redisSuite, startRedis } from './redis-server.ts'

const log = pino({ level: 'silent' })
const open: Jobs[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((jobs) => jobs.close()))
})

type Address = { databaseUrl: string; redisUrl?: string }
async function join(address: Address) {
  const jobs = await createJobs({ redisUrl: undefined, ...address }, log)
  open.push(jobs)
  return jobs
}

describe('PostgreSQL', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  contract(() => ({ databaseUrl: database.url }))

  test('works on after the database ended every connection', async () => {
    const jobs = await join({ databaseUrl: database.url })
    const reasons: string[] = []
    await jobs.work('demo', async ({ reason }) => void reasons.push(reason))
    await endAllConnections(database.url)
    await eventually(async () => {
      await jobs.wake('demo', { reason: 'after' })
      await sleep(100)
      return reasons.includes('after')
    })
  })
})

const redisDescribe = hasRedis ? describe : describe.skip
redisDescribe(redisSuite, () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())
  const address = () => ({ databaseUrl: 'postgresql://not-asked', redisUrl: redis.url })

  contract(address)

  test('lives on without Redis and works again once it is back', async () => {
    const jobs = await join(address())
    const reasons: string[] = []
    await jobs.work('demo', async ({ reason }) => void reasons.push(reason))
    await redis.kill()
    await jobs.wake('demo', { reason: 'while Redis is away' })
    await redis.start()
    await eventually(async () => {
      await jobs.wake('demo', { reason: 'after' })
      await sleep(100)
      return reasons.length > 0
    })
  }, 60_000)
})

/** What every queue has to hold. */
function contract(address: () => Address) {
  test('a wake-up reaches the worker in another process, with its reason', async () => {
    const [api, worker] = [await join(address()), await join(address())]
    const reasons: string[] = []
    await worker.work('analyse', async ({ reason }) => void reasons.push(reason))
    await api.wake('analyse', { reason: 'upload' })
    await eventually(() => reasons.length > 0)
    expect(reasons).toEqual(['upload'])
  })

  test('wake-ups that nobody has taken yet are one', async () => {
    const jobs = await join(address())
    for (let i = 0; i < 10; i++) await jobs.wake('train', { reason: `event ${i}` })
    const reasons: string[] = []
    await jobs.work('train', async ({ reason }) => void reasons.push(reason))
    await eventually(() => reasons.length > 0)
    await sleep(300)
    expect(reasons).toHaveLength(1)
  })

  test('a wake-up during the work leads to one more run, never to two at once', async () => {
    const jobs = await join(address())
    let runs = 0
    let atOnce = 0
    let most = 0
    let finishFirst = () => {}
    const firstMayEnd = new Promise<void>((resolve) => {
      finishFirst = resolve
    })
    await jobs.work('analyse', async () => {
      runs++
      atOnce++
      most = Math.max(most, atOnce)
      if (runs === 1) await firstMayEnd
      atOnce--
    })
    await jobs.wake('analyse', { reason: 'first' })
    await eventually(() => runs === 1)
    for (let i = 0; i < 5; i++) await jobs.wake('analyse', { reason: 'more' })
    finishFirst()
    await eventually(() => runs === 2)
    await sleep(300)
    expect({ runs, most }).toEqual({ runs: 2, most: 1 })
  })

  test('work that fails is done again at the next wake-up', async () => {
    const jobs = await join(address())
    let runs = 0
    await jobs.work('train', async () => {
      runs++
      if (runs === 1) throw new Error('not this time')
    })
    await jobs.wake('train', { reason: 'first' })
    await eventually(() => runs === 1)
    await eventually(async () => {
      await jobs.wake('train', { reason: 'again' })
      await sleep(50)
      return runs > 1
    })
  })

  test('a worker also wakes by itself, at once and again', async () => {
    const jobs = await join(address())
    const reasons: string[] = []
    await jobs.work('demo', async ({ reason }) => void reasons.push(reason), { everyMs: 50 })
    await eventually(() => reasons.length > 2)
    expect(reasons.slice(0, 3)).toEqual(['start', 'time', 'time'])
  })

  test('closing waits for the work in hand', async () => {
    const jobs = await createJobs({ redisUrl: undefined, ...address() }, log)
    const steps: string[] = []
    await jobs.work('analyse', async () => {
      steps.push('begun')
      await sleep(200)
      steps.push('done')
    })
    await jobs.wake('analyse', { reason: 'one' })
    await eventually(() => steps.length === 1)
    await jobs.close()
    expect(steps).toEqual(['begun', 'done'])
  })
}

async function eventually(isTrue: () => boolean | Promise<boolean>) {
  while (!(await isTrue())) await sleep(10)
}

async function endAllConnections(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await client.end()
}
