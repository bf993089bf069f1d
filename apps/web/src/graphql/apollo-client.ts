import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client'
import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { ErrorLink } from '@apollo/client/link/error'
import { HttpLink } from '@apollo/client/link/http'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { OperationTypeNode } from 'graphql'
import { createClient } from 'graphql-ws'
import { cachePolicies } from './cache-policies.ts'

type ApolloHooks = {
  /** The session ended on the API's side although the cookie is still here. */
  onSessionEnded: () => void
  /** The live connection is back after a gap, in which messages may have been missed. */
  onReconnected: () => void
}

/** The browser's connection to the API, on its own origin: HTTP for questions, WebSocket for what is live. */
export function createApolloClient(hooks: ApolloHooks) {
  const http = new HttpLink({ uri: '/graphql', credentials: 'same-origin' })
  const links =
    typeof window === 'undefined'
      ? http
      : ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, liveLink(hooks), http)
  return new ApolloClient({
    cache: new InMemoryCache(cachePolicies),
    link: sessionGuard(hooks).concat(links),
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
  })
}

function sessionGuard({ onSessionEnded }: ApolloHooks) {
  return new ErrorLink(({ error }) => {
    const isSignedOut =
      CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')
    if (isSignedOut) onSessionEnded()
  })
}

function liveLink({ onReconnected }: ApolloHooks) {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws'
  const client = createClient({
    url: `${scheme}://${window.location.host}/graphql`,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (attempt) => new Promise((resolve) => setTimeout(resolve, Math.min(30_000, 500 * 2 ** attempt))),
  })
  client.on('connected', (_socket, _payload, wasRetry) => wasRetry && onReconnected())
  return new GraphQLWsLink(client)
}
