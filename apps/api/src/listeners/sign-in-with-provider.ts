import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { CredentialsError, InvalidInputError } from '../errors.ts'
import { isUniqueViolation } from '../unique-violation.ts'
import { checkEmail, checkName } from './check-identity.ts'
import { SignInResult } from './sign-in-result.ts'

builder.mutationField('signInWithProvider', (t) =>
  t.field({
    type: SignInResult,
    description: 'Only for the web part, which proves itself with the shared secret.',
    args: {
      provider: t.arg.string({ required: true }),
      providerAccountId: t.arg.string({ required: true }),
      email: t.arg.string({ required: true }),
      name: t.arg.string({ required: true }),
    },
    resolve: (_root, identity, context) => signInWithProvider(identity, context),
  }),
)

interface ProviderIdentity {
  provider: string
  providerAccountId: string
  email: string
  name: string
}

/**
 * Signs in whoever the provider vouches for; a new identity gets a new account. An identity never becomes part of an
 * account that is there already: its e-mail address alone does not prove that both belong to one person.
 * @throws CredentialsError
 */
async function signInWithProvider(
  { provider, providerAccountId, email, name }: ProviderIdentity,
  { db, isWebPart }: Pick<Context, 'db' | 'isWebPart'>,
) {
  if (!isWebPart) throw new CredentialsError('Only the web part may sign in through a provider.')
  if (!provider || !providerAccountId) throw new CredentialsError('The provider did not say who signs in.')
  const known = await db.oAuthAccount.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { listenerId: true, listener: { select: { sessionEpoch: true } } },
  })
  if (known) return { listenerId: known.listenerId, sessionEpoch: known.listener.sessionEpoch }
  try {
    const listener = await db.listener.create({
      data: { ...checkedAccount({ email, name }), oauthAccounts: { create: { provider, providerAccountId } } },
    })
    return { listenerId: listener.id, sessionEpoch: listener.sessionEpoch }
  } catch (error) {
    if (isUniqueViolation(error))
      throw new CredentialsError('There is an account with this e-mail address already. Sign in with its password.')
    throw error
  }
}

function checkedAccount({ email, name }: Pick<ProviderIdentity, 'email' | 'name'>) {
  try {
    return { email: checkEmail(email), name: checkName(name.slice(0, 80) || email.split('@')[0]!) }
  } catch (error) {
    if (error instanceof InvalidInputError)
      throw new CredentialsError('The provider gave no e-mail address or name that can be used here.')
    throw error
  }
}
