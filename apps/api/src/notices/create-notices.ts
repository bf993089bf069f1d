import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Notices } from './notices.ts'
import { postgresNotices } from './postgres-notices.ts'
import { redisNotices } from './redis-notices.ts'

/** Through Redis where one is configured, else through the database. Resolves when notices can arrive. */
export function createNotices(config: Pick<Config, 'databaseUrl' | 'redisUrl'>, log: Logger): Promise<Notices> {
  return config.redisUrl ? redisNotices(config.redisUrl, log) : postgresNotices(config.databaseUrl, log)
}
