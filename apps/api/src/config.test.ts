import { expect, test } from '@jest/globals'
import { InvalidConfig, readConfig } from './config.ts'

const complete = {
  NODE_ENV: 'test' as const,
  DATABASE_URL: 'postgresql://segue@localhost/segue',
  NEXTAUTH_SECRET: 'n'.repeat(32),
  SEGUE_WEB_SECRET: 'w'.repeat(32),
  SEGUE_STREAM_SECRET: 's'.repeat(32),
}

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig({ NODE_ENV: 'test', ...env })
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidConfig)
    return (error as InvalidConfig).faults
  }
}

test('what is not set has a sensible value', () => {
  expect(readConfig(complete)).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    demo: true,
    maxUploadBytes: 1024 ** 3,
    streamTokenMs: 14_400_000,
  })
})

test('an empty variable counts as absent', () => {
  expect(readConfig({ ...complete, PORT: '', REDIS_URL: '' })).toMatchObject({ port: 3000, redisUrl: undefined })
})

test('all faults are listed at once, each with the name of its variable', () => {
  const faults = faultsOf({ PORT: '70000', DATABASE_URL: 'mysql://x', NEXTAUTH_SECRET: 'short', SEGUE_DEMO: 'maybe' })
  const named = faults.map((fault) => fault.split(':')[0])
  expect(named.sort()).toEqual([
    'DATABASE_URL',
    'NEXTAUTH_SECRET',
    'PORT',
    'SEGUE_DEMO',
    'SEGUE_STREAM_SECRET',
    'SEGUE_WEB_SECRET',
  ])
  expect(new InvalidConfig(faults).message).toContain('6 fault(s)')
})

test('a bucket without its keys is a fault', () => {
  expect(faultsOf({ ...complete, S3_BUCKET: 'music' })).toEqual([
    'S3_BUCKET: S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY',
  ])
})
