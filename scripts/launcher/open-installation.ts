import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../../apps/api/src/config.ts'
import { createDeps, type Deps } from '../../apps/api/src/deps.ts'
import { startEmbeddedPostgres } from '../../prisma/embedded-postgres.ts'
import { migrate } from '../../prisma/migrate.ts'
import { loadSecrets } from './secrets.ts'

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))

export interface Installation {
  deps: Deps
  /** whether `npm start` runs on it, whose worker then does the work */
  isRunning: boolean
  close(): Promise<void>
}

/**
 * For scripts: the installation's dependencies. Where Segue does not run on this data folder, its database is started
 * for as long as the script needs it.
 */
export async function openInstallation(): Promise<Installation> {
  if (existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'))
  const dataFolder = path.resolve(root, process.env.SEGUE_DATA || '.data')
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 })
  const running = runningDatabase(dataFolder)
  const ownUrl = process.env.DATABASE_URL || running
  const postgres = ownUrl
    ? undefined
    : await startEmbeddedPostgres({ folder: path.join(dataFolder, 'postgres'), port: 0 })
  const databaseUrl = ownUrl ?? postgres!.url
  await migrate(databaseUrl)
  const config = readConfig({
    ...process.env,
    ...loadSecrets(dataFolder),
    SEGUE_DATA: dataFolder,
    DATABASE_URL: databaseUrl,
  })
  const { deps, close } = await createDeps(config)
  return {
    deps,
    isRunning: running !== undefined,
    async close() {
      await close()
      await postgres?.stop()
    },
  }
}

/** The launcher leaves its address while it runs; after a crash the file is there, but nobody answers for it. */
function runningDatabase(dataFolder: string): string | undefined {
  const file = (name: string) => path.join(dataFolder, 'run', name)
  if (!existsSync(file('database-url')) || !existsSync(file('processes.json'))) return undefined
  const { launcher } = JSON.parse(readFileSync(file('processes.json'), 'utf8')) as { launcher: number }
  try {
    process.kill(launcher, 0)
  } catch {
    return undefined
  }
  return readFileSync(file('database-url'), 'utf8')
}
