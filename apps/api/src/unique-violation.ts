import { Prisma } from '@segue/prisma/generated/client/client'

/** Whether the database refused a row because there is one with the same key. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
