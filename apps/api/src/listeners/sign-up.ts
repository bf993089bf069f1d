import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { isDemoWanted } from '../demo-state.ts'
import { ConflictError, InvalidInputError } from '../errors.ts'
import { Listener } from '../listener-ref.ts'
import { checkPassword, hashPassword } from '../password.ts'
import { isUniqueViolation } from '../unique-violation.ts'
import { checkEmail, checkName } from './check-identity.ts'

const SignUpPayload = builder.objectRef<{ listenerId: string }>('SignUpPayload').implement({
  fields: (t) => ({
    listener: t.prismaField({
      type: Listener,
      resolve: (query, { listenerId }, _args, { db }) =>
        db.listener.findUniqueOrThrow({ ...query, where: { id: listenerId } }),
    }),
  }),
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
    resolve: (_root, args, context) => signUp(args, context),
  }),
)

/** @throws InvalidInputError, ConflictError, TooManyRequestsError */
async function signUp(
  { name, email, password }: { name: string; email: string; password: string },
  { db, config, attempts, remoteAddress }: Pick<Context, 'db' | 'config' | 'attempts' | 'remoteAddress'>,
) {
  const account = { name: checkName(name), email: checkEmail(email) }
  checkPassword(password)
  attempts.signUp.take(remoteAddress)
  const passwordHash = await hashPassword(password)
  try {
    const { id } = await createListener({ ...account, passwordHash }, { db, config })
    return { listenerId: id }
  } catch (error) {
    if (isUniqueViolation(error)) throw new ConflictError('There is an account with this e-mail address already.')
    throw error
  }
}

const FIRST_ACCOUNT_LOCK = 7_361_001

/** Somebody has to look after a catalogue: without demo accounts, the first person to sign up becomes its admin. */
async function createListener(
  account: { name: string; email: string; passwordHash: string },
  { db, config }: Pick<Context, 'db' | 'config'>,
) {
  if (await isDemoWanted({ db, config })) return db.listener.create({ data: account })
  return db.$transaction(async (transaction) => {
    await transaction.$executeRaw`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK}::bigint)`
    const isFirst = (await transaction.listener.count()) === 0
    return transaction.listener.create({ data: { ...account, role: isFirst ? 'ADMIN' : 'LISTENER' } })
  })
}
