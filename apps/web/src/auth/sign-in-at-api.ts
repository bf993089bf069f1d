import type { WebConfig } from '@/config.ts'

/** Who signed in, as the API knows them: the claims of the session. */
export type SignedInListener = {
  id: string
  name: string
  email: string
  role: 'LISTENER' | 'ADMIN'
  epoch: number
}

/** The API turned the sign-in down, with a sentence for the person. */
export class SignInRefused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

type Caller = { config: WebConfig; clientAddress: string | undefined }

export function signInWithPassword(credentials: { email: string; password: string }, caller: Caller) {
  return signIn('signIn(email: $email, password: $password)', '$email: String!, $password: String!', {
    variables: credentials,
    caller,
  })
}

export type ProviderIdentity = { provider: string; providerAccountId: string; email: string; name: string }

export function signInWithProvider(identity: ProviderIdentity, caller: Caller) {
  return signIn(
    'signInWithProvider(provider: $provider, providerAccountId: $providerAccountId, email: $email, name: $name)',
    '$provider: String!, $providerAccountId: String!, $email: String!, $name: String!',
    { variables: identity, caller },
  )
}

type SignInAnswer = {
  data?: {
    outcome:
      | { __typename: 'SignInPayload'; sessionEpoch: number; listener: Omit<SignedInListener, 'epoch'> }
      | { __typename: 'CredentialsError'; code: string; message: string }
  }
  errors?: { message: string; extensions?: { code?: string } }[]
}

async function signIn(field: string, parameters: string, { variables, caller }: { variables: object; caller: Caller }) {
  const query = `mutation SignIn(${parameters}) {
    outcome: ${field} {
      __typename
      ... on SignInPayload { sessionEpoch listener { id name email role } }
      ... on CredentialsError { code message }
    }
  }`
  const response = await fetch(new URL('/graphql', caller.config.apiUrl), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-segue-web-secret': caller.config.webSecret,
      ...(caller.clientAddress ? { 'x-forwarded-for': caller.clientAddress } : {}),
    },
    body: JSON.stringify({ query, variables }),
  })
  return listenerOf((await response.json()) as SignInAnswer)
}

function listenerOf({ data, errors }: SignInAnswer): SignedInListener {
  if (data?.outcome.__typename === 'SignInPayload') {
    return { ...data.outcome.listener, epoch: data.outcome.sessionEpoch }
  }
  if (data?.outcome) throw new SignInRefused(data.outcome.code, data.outcome.message)
  throw new SignInRefused(errors?.[0]?.extensions?.code ?? 'UNAVAILABLE', errors?.[0]?.message ?? 'No answer.')
}
