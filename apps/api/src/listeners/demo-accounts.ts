import { demoListeners } from '@segue/prisma/seed/demo-listeners'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { DEMO_PASSWORD } from '../demo-accounts.ts'
import { Role } from '../role.ts'

interface DemoAccountShape {
  email: string
  name: string
  role: 'LISTENER' | 'ADMIN'
  persona?: string
}

const DemoAccount = builder.objectRef<DemoAccountShape>('DemoAccount').implement({
  description: 'Only present while the demo data is installed.',
  fields: (t) => ({
    email: t.exposeString('email'),
    name: t.exposeString('name'),
    password: t.string({ resolve: () => DEMO_PASSWORD }),
    role: t.expose('role', { type: Role }),
    persona: t.exposeString('persona', { nullable: true }),
  }),
})

builder.queryField('demoAccounts', (t) =>
  t.field({
    type: [DemoAccount],
    description: 'Accounts to look around with: the admin, then one listener of each persona.',
    resolve: (_root, _args, context) => demoAccounts(context),
  }),
)

async function demoAccounts({ db, config }: Pick<Context, 'db' | 'config'>): Promise<DemoAccountShape[]> {
  if (!config.demo) return []
  const rows = await db.listener.findMany({
    where: { isDemo: true, passwordHash: { not: null } },
    select: { email: true, name: true, role: true },
  })
  const accounts = new Map(rows.map((row) => [row.email, row]))
  const admins = rows.filter(({ role }) => role === 'ADMIN')
  const listeners = onePerPersona().flatMap(({ email, persona }) => {
    const account = accounts.get(email)
    return account ? [{ ...account, persona }] : []
  })
  return [...admins, ...listeners]
}

function onePerPersona() {
  const byPersona = new Map<string, { email: string; persona: string }>()
  for (const listener of demoListeners())
    if (!byPersona.has(listener.persona)) byPersona.set(listener.persona, listener)
  return [...byPersona.values()]
}
