import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { CredentialsError } from '../errors.ts'
import { isPassword } from '../password.ts'
import { SignInResult } from './sign-in-result.ts'

builder.mutationField('signIn', (t) =>
  t.field({
    type: SignInResult,
    description: "Checks credentials for the web part's session; other clients use access tokens.",
    args: { email: t.arg.string({ required: true }), password: t.arg.string({ required: true }) },
    resolve: (_root, args, context) => signIn(args, context),
  }),
)

/** @throws CredentialsError without saying which of both is wrong; TooManyRequestsError */
async function signIn(
  { email, password }: { email: string; password: string },
  { db, attempts, remoteAddress }: Pick<Context, 'db' | 'attempts' | 'remoteAddress'>,
) {
  const attempt = `${remoteAddress} ${email.trim().toLowerCase().slice(0, 254)}`
  attempts.signInFromAddress.take(remoteAddress)
  attempts.signIn.take(attempt)
  const listener = await db.listener.findUnique({ where: { email: email.trim() } })
  if (!(await isPassword(password, listener?.passwordHash)) || !listener) throw new CredentialsError()
  attempts.signIn.forget(attempt)
  return { listenerId: listener.id, sessionEpoch: listener.sessionEpoch }
}
