import type { Account, NextAuthOptions, Profile } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import GitHubProvider from 'next-auth/providers/github'
import GoogleProvider from 'next-auth/providers/google'
import { readConfig } from '@/config.ts'
import { type SignedInListener, SignInRefused, signInWithPassword, signInWithProvider } from './sign-in-at-api.ts'

const config = readConfig()

/**
 * Sessions are signed cookies that the API decodes by itself with the same secret; this part has no
 * database. The claims come from the API's own answer to the sign-in.
 */
export const authOptions: NextAuthOptions = {
  secret: config.sessionSecret,
  session: { strategy: 'jwt' },
  pages: { signIn: '/signin', error: '/signin' },
  providers: [
    CredentialsProvider({
      credentials: { email: { type: 'email' }, password: { type: 'password' } },
      authorize: (credentials, request) => checkPassword(credentials, forwardedFor(request?.headers)),
    }),
    ...(config.google ? [GoogleProvider(config.google)] : []),
    ...(config.github ? [GitHubProvider(config.github)] : []),
  ],
  callbacks: {
    signIn: ({ account, profile }) => account?.type === 'credentials' || hasTrustedEmail(account, profile),
    async jwt({ token, user, account }) {
      if (!account) return token
      const listener = account.type === 'credentials' ? user : await listenerOfProvider(account, user)
      return {
        ...token,
        sub: listener.id,
        role: listener.role,
        epoch: listener.epoch,
        name: listener.name,
        email: listener.email,
      }
    },
    session: ({ session, token }) => ({
      ...session,
      listener: { id: token.sub, name: token.name ?? '', email: token.email ?? '', role: token.role },
    }),
  },
}

async function checkPassword(credentials: Record<string, string> | undefined, clientAddress: string | undefined) {
  if (!credentials?.email || !credentials.password) return null
  try {
    const { email, password } = credentials
    return await signInWithPassword({ email, password }, { config, clientAddress })
  } catch (error) {
    if (error instanceof SignInRefused) throw error
    throw new Error('Segue is still starting. Please try again in a moment.')
  }
}

function listenerOfProvider(account: Account, user: { name?: string | null; email?: string | null }) {
  const { provider, providerAccountId } = account
  const email = user.email ?? ''
  const name = user.name ?? email
  return signInWithProvider({ provider, providerAccountId, email, name }, { config, clientAddress: undefined }).then(
    (listener: SignedInListener) => listener,
  )
}

/** An address that its owner never confirmed could belong to somebody else's account here. */
function hasTrustedEmail(account: Account | null, profile: Profile | undefined) {
  if (!profile?.email) return false
  return account?.provider !== 'google' || (profile as { email_verified?: boolean }).email_verified === true
}

function forwardedFor(headers: Record<string, unknown> | undefined) {
  const value = headers?.['x-forwarded-for']
  return typeof value === 'string' ? value : undefined
}
