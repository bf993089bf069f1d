// One throw-away PostgreSQL per run. A template database is migrated once; test/setup/test-database.ts copies it for
// each test file, so that files run side by side and start empty.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { tsImport } from 'tsx/esm/api'

export default async function startTestDatabase() {
  const { migrate } = await tsImport('../../prisma/migrate.ts', import.meta.url)
  if (process.env.TEST_DATABASE_URL) {
    await migrate(process.env.TEST_DATABASE_URL)
    process.env.SEGUE_TEST_TEMPLATE_URL = process.env.TEST_DATABASE_URL
    return
  }
  const { startEmbeddedPostgres } = await tsImport('../../prisma/embedded-postgres.ts', import.meta.url)
  const folder = mkdtempSync(path.join(tmpdir(), 'segue-test-'))
  const postgres = await startEmbeddedPostgres({ folder, port: 0, throwAway: true })
  await migrate(postgres.url)
  process.env.SEGUE_TEST_TEMPLATE_URL = postgres.url
  globalThis.segueTestPostgres = { ...postgres, folder }
}
