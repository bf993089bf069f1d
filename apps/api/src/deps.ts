import { createDb, type Db } from '@segue/prisma/client'
import { pino } from 'pino'
import { type AudioProber, createAudioProber } from './audio-prober.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'
import type { Config } from './config.ts'
import { createJobs } from './jobs/create-jobs.ts'
import type { Jobs } from './jobs/jobs.ts'
import { createNotices } from './notices/create-notices.ts'
import type { Notices } from './notices/notices.ts'
import { createStorage } from './storage/create-storage.ts'
import type { Storage } from './storage/storage.ts'

/** Everything that touches the world, wired once. Functions take the part that they use: `Pick<Deps, 'db'>`. */
export interface Deps {
  config: Config
  log: pino.Logger
  db: Db
  storage: Storage
  notices: Notices
  jobs: Jobs
  catalogue: Catalogue
  prober: AudioProber
}

/** Opens all connections, in order. @returns the dependencies and a function that closes them in reverse */
export async function createDeps(config: Config): Promise<{ deps: Deps; close(): Promise<void> }> {
  const log = pino({ level: config.logLevel })
  const db = createDb(config.databaseUrl)
  const storage = createStorage(config)
  const notices = await createNotices(config, log)
  const jobs = await createJobs(config, log)
  const catalogue = await createCatalogue({ db, notices, log })
  const prober = createAudioProber()
  const close = async () => {
    await prober.close()
    await catalogue.close()
    await jobs.close()
    await notices.close()
    await db.$disconnect()
  }
  return { deps: { config, log, db, storage, notices, jobs, catalogue, prober }, close }
}
