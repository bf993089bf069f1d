import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))
/** the advisory lock that Prisma's own `migrate deploy` takes: two starting processes never migrate at once */
const PRISMA_LOCK = 72_707_369
const BOOK = `create table if not exists "_prisma_migrations" (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

/**
 * Applies the migrations that the database lacks, in order, each in a transaction, and keeps Prisma's own book of them,
 * so that `npx prisma migrate status` agrees. Prisma's command would have to download an engine first.
 *
 * @returns the names of those applied now
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK])
    await client.query(BOOK)
    const { rows } = await client.query<{ migration_name: string; finished_at: Date | null }>(
      'select migration_name, finished_at from _prisma_migrations where rolled_back_at is null',
    )
    const known = new Map(rows.map((row) => [row.migration_name, row]))
    const applied: string[] = []
    for (const name of migrationNames()) {
      const row = known.get(name)
      if (row && !row.finished_at) throw new Error(`Migration ${name} failed before: see the table _prisma_migrations.`)
      if (!row) {
        await apply(client, name)
        applied.push(name)
      }
    }
    return applied
  } finally {
    await client.end()
  }
}

const migrationNames = () =>
  readdirSync(FOLDER)
    .filter((name) => existsSync(path.join(FOLDER, name, 'migration.sql')))
    .sort()

async function apply(client: pg.Client, name: string) {
  const sql = readFileSync(path.join(FOLDER, name, 'migration.sql'), 'utf8')
  const checksum = createHash('sha256').update(sql).digest('hex')
  const id = randomUUID()
  await client.query('insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)', [
    id,
    checksum,
    name,
  ])
  try {
    await client.query(sql) // one simple-protocol message is one transaction
  } catch (error) {
    await client.query('update _prisma_migrations set logs = $2 where id = $1', [id, String(error)])
    throw error
  }
  await client.query('update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1', [id])
}
