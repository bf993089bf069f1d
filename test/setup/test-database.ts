import { randomBytes } from 'node:crypto'
import pg from 'pg'

export interface TestDatabase {
  url: string
  drop(): Promise<void>
}

/** A fresh, migrated database of this test file's own, copied from the run's template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = process.env.SEGUE_TEST_TEMPLATE_URL
  if (!template) throw new Error('No test database: run the suite through `npm test`.')
  const templateName = new URL(template).pathname.slice(1)
  const name = `segue_test_${randomBytes(6).toString('hex')}`
  await maintain(template, `create database ${name} template ${pg.escapeIdentifier(templateName)}`)
  const url = new URL(template)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => maintain(template, `drop database if exists ${name} with (force)`) }
}

async function maintain(template: string, sql: string) {
  const url = new URL(template)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
