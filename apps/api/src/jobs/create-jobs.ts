import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { bullmqJobs } from './bullmq-jobs.ts'
import type { Jobs } from './jobs.ts'

/** BullMQ in Redis where one is configured, else in the database. */
export async function createJobs(config: Pick<Config, 'databaseUrl' | 'redisUrl'>, log: Logger): Promise<Jobs> {
  return bullmqJobs(config, log)
}
