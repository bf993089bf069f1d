import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { type Logger, pino } from 'pino'
import { createNotices } from '../../apps/api/src/notices/create-notices.ts'
import type { Notices } from '../../apps/api/src/notices/notices.ts'
import { createTestDatabase, type TestDatabase } from '../setup/test-database.ts'
import { hasRedis, redisSuite, startRedis } from './redis-server.ts'

const log: Logger = pino({ level: 'silent' })
const open: Notices[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((notices) => notices.close()))
})

type Address = { databaseUrl: string; redisUrl?: string }
/** One process of the several that tell each other. */
async function join(address: Address) {
  const notices = await createNotices({ redisUrl: undefined, ...address }, log)
  open.push(notices)
  return notices
}

describe('PostgreSQL', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())
  const address = () => ({ databaseUrl: database.url })

  contract(address)

  test('hears again after the database ended every connection', async () => {
    const [here, there] = [await join(address()), await join(address())]
    const heard = collect(there)
    await endAllConnections(database.url)
    await eventually(async () => {
      await here.publish('model-live', { modelId: 8 })
      await sleep(50)
      return heard.length > 0
    })
    expect(heard[0]).toEqual({ modelId: 8 })
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

  test('lives on without Redis, hears itself, and hears others once Redis is back', async () => {
    const [here, there] = [await join(address()), await join(address())]
    const [heardHere, heardThere] = [collect(here), collect(there)]
    await redis.kill()
    await here.publish('model-live', { modelId: 1 })
    expect(heardHere).toEqual([{ modelId: 1 }])
    expect(heardThere).toEqual([])
    await redis.start()
    await eventually(async () => {
      await here.publish('model-live', { modelId: 2 })
      await sleep(50)
      return heardThere.length > 0
    })
    expect(heardThere[0]).toEqual({ modelId: 2 })
  })

  test('starts without Redis', async () => {
    await redis.kill()
    const notices = await join(address())
    const heard = collect(notices)
    await notices.publish('model-live', { modelId: 3 })
    expect(heard).toEqual([{ modelId: 3 }])
    await redis.start()
  })
})

/** What every way of telling has to hold. */
function contract(address: () => Address) {
  test('everybody hears a notice, its publisher too', async () => {
    const [here, there] = [await join(address()), await join(address())]
    const [heardHere, heardThere] = [collect(here), collect(there)]
    await here.publish('model-live', { modelId: 7 })
    await eventually(() => heardHere.length === 1 && heardThere.length === 1)
    expect(heardHere).toEqual([{ modelId: 7 }])
    expect(heardThere).toEqual([{ modelId: 7 }])
  })

  test('a subscriber hears its own kind only, in order, until it leaves', async () => {
    const notices = await join(address())
    const heard: number[] = []
    const leave = notices.subscribe('demo-progress', ({ rendered }) => heard.push(rendered))
    const last = collect(notices)
    for (let rendered = 0; rendered < 20; rendered++) await notices.publish('demo-progress', { rendered, tracks: 20 })
    await notices.publish('model-live', { modelId: 1 })
    await eventually(() => last.length === 1)
    expect(heard).toEqual(Array.from({ length: 20 }, (_, i) => i))
    leave()
    await notices.publish('demo-progress', { rendered: 99, tracks: 20 })
    await notices.publish('model-live', { modelId: 2 })
    await eventually(() => last.length === 2)
    expect(heard).toHaveLength(20)
  })

  test('a notice of any length and alphabet arrives as it was', async () => {
    const [here, there] = [await join(address()), await join(address())]
    const heard: string[][] = []
    there.subscribe('catalogue-changed', ({ trackIds }) => heard.push(trackIds))
    const trackIds = Array.from({ length: 2_000 }, (_, i) => `${i}-Ünï😀"\\\n${'x'.repeat(i % 37)}`)
    await here.publish('catalogue-changed', { trackIds })
    await eventually(() => heard.length === 1)
    expect(heard[0]).toEqual(trackIds)
  })

  test('a subscriber that throws does not keep others from hearing', async () => {
    const notices = await join(address())
    notices.subscribe('model-live', () => {
      throw new Error('a faulty subscriber')
    })
    const heard = collect(notices)
    await notices.publish('model-live', { modelId: 5 })
    await eventually(() => heard.length === 1)
    expect(heard).toEqual([{ modelId: 5 }])
  })
}

function collect(notices: Notices) {
  const heard: { modelId: number }[] = []
  notices.subscribe('model-live', (payload) => heard.push(payload))
  return heard
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
