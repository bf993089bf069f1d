import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbeddedPostgres } from '../../prisma/embedded-postgres.ts'
import { migrate } from '../../prisma/migrate.ts'
import { type Faults, runCommand } from './run-command.ts'

/** Migrates a throw-away database and compares it with the schema: both have to tell the same story. */
export async function checkMigrations(): Promise<Faults> {
  const folder = mkdtempSync(path.join(tmpdir(), 'segue-check-'))
  try {
    const postgres = await startEmbeddedPostgres({ folder, port: 0, throwAway: true })
    try {
      await migrate(postgres.url)
      const difference = ['--from-config-datasource', '--to-schema', 'prisma/schema.prisma', '--exit-code']
      const faults = await runCommand('prisma', ['migrate', 'diff', ...difference], {
        env: { DATABASE_URL: postgres.url },
      })
      return faults && `prisma/schema.prisma says something else than prisma/migrations:\n${faults}`
    } finally {
      await postgres.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
