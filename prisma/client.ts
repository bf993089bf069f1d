import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client/client.ts'

export type Db = PrismaClient

/** A client over its own connection pool; `db.$disconnect()` closes it. */
export function createDb(databaseUrl: string, { maxConnections = 10 } = {}): Db {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: maxConnections }) })
}
