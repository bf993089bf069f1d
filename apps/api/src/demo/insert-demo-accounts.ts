import type { DemoListener } from '@segue/prisma/seed/demo-listeners'
import { DEMO_ADMIN, DEMO_PASSWORD } from '../demo-accounts.ts'
import type { Deps } from '../deps.ts'
import { hashPassword } from '../password.ts'

/** One hash serves all: it guards nothing, since the password is printed at the start. */
export async function insertDemoAccounts(listeners: DemoListener[], { db }: Pick<Deps, 'db'>): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const account = { passwordHash, isDemo: true }
  await db.listener.createMany({
    data: [
      { ...DEMO_ADMIN, ...account, role: 'ADMIN' as const },
      ...listeners.map(({ email, name }) => ({ email, name, ...account })),
    ],
    skipDuplicates: true,
  })
}
