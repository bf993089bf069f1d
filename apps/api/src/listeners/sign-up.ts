import type { Db } from '@segue/prisma/client'
import { builder } from '../builder.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { ConflictError, InvalidInputError } from '../errors.ts'
import { Listener } from '../listener-ref.ts'
import { checkPassword, hashPassword } from '../password.ts'
import { isUniqueViolation } from '../unique-violation.ts'
import { checkEmail, checkName } from './check-identity.ts'

const SignUpPayload = builder.objectRef<{ listener: typeof Listener.$inferType }>('SignUpPayload').implement({
  fields: (t) => ({ listener: t.expose('listener', { type: Listener }) }),
})

builder.mutationField('signUp', (t) =>
  t.field({
    type: SignUpPayload,
    args: {
      name: t.arg.string({ required: true }),
      email: t.arg.string({ required: true }),
      password: t.arg.string({ required: true }),
    },
    errors: { types: [InvalidInputError, ConflictError], union: { name: 'SignUpResult' }, directResult: true },
    resolve: async (_root, args, context) => ({ listener: await signUp(args, context) }),
  }),
)

/** @throws InvalidInputError, ConflictError, TooManyRequestsError */
export async function signUp(
  { name, email, password }: { name: string; email: string; password: string },
  { db, config, attempts, remoteAddress }: Pick<Context, 'db' | 'config' | 'attempts' | 'remoteAddress'>,
) {
  const account = { name: checkName(name), email: checkEmail(email) }
  checkPassword(password)
  attempts.signUp.take(remoteAddress)
  const passwordHash = await hashPassword(password)
  try {
    return await createListener({ ...account, passwordHash }, { db, config })
  } catch (error) {
    if (isUniqueViolation(error)) throw new ConflictError('There is an account with this e-mail address already.')
    throw error
  }
}

const FIRST_ACCOUNT_LOCK = 7_361_001

/** Somebody has to look after a catalogue: without demo accounts, the first person to sign up becomes its admin. */
function createListener(
  account: { name: string; email: string; passwordHash: string },
  { db, config }: { db: Db; config: Pick<Config, 'demo'> },
) {
  if (config.demo) return db.listener.create({ data: account })
  return db.$transaction(async (transaction) => {
    await transaction.$executeRaw`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK}::bigint)`
    const isFirst = (await transaction.listener.count()) === 0
    return transaction.listener.create({ data: { ...account, role: isFirst ? 'ADMIN' : 'LISTENER' } })
  })
}
