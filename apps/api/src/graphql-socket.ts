import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql'
import type { SubscribePayload } from 'graphql-ws'
import { type Extra, useServer } from 'graphql-ws/use/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { type ContextDeps, createContext } from './create-context.ts'
import { refuseUpgrade } from './proxy-upgrade.ts'
import { publicError } from './public-error.ts'
import { checkComplexity, depthLimit, QUERY_LIMITS } from './query-limits.ts'
import { createRateLimiter } from './rate-limiter.ts'
import { resolveViewer } from './viewer.ts'
import { remoteAddressOf } from './web-part.ts'

type Credentials = Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>

const FORBIDDEN = 4403
const MOST_OPERATIONS_AT_ONCE = 50
const MOST_BYTES = 1024 * 1024
/** A household behind one address has a few dozen tabs at most. */
const MOST_SOCKETS_PER_ADDRESS = 200
const RECHECK_MS = 5_000

export interface GraphqlSocket {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): Promise<void>
}

/**
 * `/graphql` over WebSocket, by the graphql-transport-ws protocol. Credentials: the session's cookie of the upgrade, or
 * `authorization` among the connection's parameters. They are checked again while the connection stays open.
 */
export function createGraphqlSocket({ schema, deps }: { schema: GraphQLSchema; deps: ContextDeps }): GraphqlSocket {
  const server = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES })
  const signedIn = new Map<WebSocket, Credentials>()
  const operations = createRateLimiter({ limit: deps.config.rateLimitPerMinute, windowMs: 60_000 })
  const hideErrors = (errors: readonly GraphQLError[] | undefined) =>
    errors?.map((error) => publicError(error, deps.log).toJSON())

  const graphql = useServer<Record<string, unknown>, { credentials?: Credentials }>(
    {
      onConnect: async ({ extra, connectionParams }) => {
        const authorization = connectionParams?.authorization ?? connectionParams?.Authorization
        extra.credentials = typeof authorization === 'string' ? { authorization } : extra.request.headers
        const viewer = await resolveViewer(extra.credentials, deps)
        if (viewer) signedIn.set(extra.socket, extra.credentials)
        return viewer !== undefined || extra.credentials.authorization === undefined
      },
      onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
        try {
          if (Object.keys(subscriptions).length > MOST_OPERATIONS_AT_ONCE)
            throw new GraphQLError(`At most ${MOST_OPERATIONS_AT_ONCE} operations may run on one connection.`)
          operations.take(remoteAddressOf(extra.request, deps.config))
          return await checkedOperation(payload, { schema, deps, extra })
        } catch (error) {
          return Array.isArray(error) ? error : [publicError(error, deps.log)]
        }
      },
      onNext: (_context, _id, _payload, _args, result) => ({ ...result, errors: hideErrors(result.errors) }),
      onError: (_context, _id, _payload, errors) => hideErrors(errors),
    },
    server,
  )

  const openFrom = new Map<string, number>()
  server.on('connection', (socket, request) => {
    const address = remoteAddressOf(request, deps.config)
    openFrom.set(address, (openFrom.get(address) ?? 0) + 1)
    socket.once('close', () => {
      signedIn.delete(socket)
      const left = openFrom.get(address)! - 1
      if (left > 0) openFrom.set(address, left)
      else openFrom.delete(address)
    })
  })
  const recheck = setInterval(async () => {
    for (const [socket, credentials] of [...signedIn]) {
      const viewer = await resolveViewer(credentials, deps).catch(() => 'unknown')
      if (!viewer) socket.close(FORBIDDEN, 'The session has ended.')
    }
  }, RECHECK_MS)

  return {
    handleUpgrade(request, socket, head) {
      const isCrowded = (openFrom.get(remoteAddressOf(request, deps.config)) ?? 0) >= MOST_SOCKETS_PER_ADDRESS
      if (isCrowded) return refuseUpgrade(socket, '429 Too Many Requests')
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request))
    },
    async close() {
      clearInterval(recheck)
      await graphql.dispose()
    },
  }
}

/** Parses, validates and measures as the HTTP route does. @throws GraphQLError, or an array of them */
async function checkedOperation(
  { query, operationName, variables }: SubscribePayload,
  { schema, deps, extra }: { schema: GraphQLSchema; deps: ContextDeps; extra: Extra & { credentials?: Credentials } },
): Promise<ExecutionArgs> {
  const document = parse(query, { maxTokens: QUERY_LIMITS.tokens })
  const faults = validate(schema, document, [...specifiedRules, depthLimit])
  if (faults.length > 0) throw faults
  checkComplexity({ schema, document, variables, operationName })
  const contextValue = await createContext(extra.request, deps, extra.credentials)
  return { schema, document, operationName, variableValues: variables, contextValue }
}
