import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { type ContextDeps, createAttempts } from './create-context.ts'
import type { Deps } from './deps.ts'
import { answerError } from './error-handler.ts'
import { ExpectedError, NotFoundError, TooManyRequestsError } from './errors.ts'
import { registerGraphqlRoute } from './graphql-route.ts'
import { createGraphqlSocket, type GraphqlSocket } from './graphql-socket.ts'
import { registerArtworkRoute } from './playback/artwork-route.ts'
import { registerStreamRoute } from './playback/stream-route.ts'
import { proxyUpgrade, refuseUpgrade, type Upgrade } from './proxy-upgrade.ts'
import { requireSameOrigin } from './same-origin.ts'
import { buildSchema } from './schema.ts'
import { registerUploadRoute } from './upload/upload-route.ts'
import { isWebPart, remoteAddressOf } from './web-part.ts'
import { registerWebRoute } from './web-route.ts'

const MOST_BODY_BYTES = 1024 * 1024
const LONGEST_DRAIN_MS = 3_000

/** One origin for everything: GraphQL over HTTP and WebSocket, streams, uploads, and the web part behind the rest. */
export async function createServer(deps: Deps): Promise<FastifyInstance> {
  const contextDeps: ContextDeps = { ...deps, attempts: createAttempts() }
  const schema = buildSchema()
  const loggerInstance: FastifyBaseLogger = deps.log
  const fastify = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }), // addresses hold tokens
    bodyLimit: MOST_BODY_BYTES,
    forceCloseConnections: 'idle',
  })
  fastify.setErrorHandler(answerError)
  fastify.addHook('preClose', async () => endLateConnections(fastify))
  await limitRequests(fastify, deps)
  await fastify.register(async (own) => {
    own.addHook('onRequest', async ({ headers, method }) => {
      if (!['GET', 'HEAD', 'OPTIONS'].includes(method)) requireSameOrigin(headers, deps.config)
    })
    await registerGraphqlRoute(own, { schema, deps: contextDeps })
    await registerStreamRoute(own, deps)
    await registerArtworkRoute(own, deps)
    await registerUploadRoute(own, deps)
    registerHealthRoute(own, deps)
  })
  const { webUrl } = deps.config
  if (webUrl) await registerWebRoute(fastify, { ...deps.config, webUrl })
  else fastify.setNotFoundHandler((request, reply) => answerError(new NotFoundError('This page'), request, reply))
  acceptWebSockets(fastify, { socket: createGraphqlSocket({ schema, deps: contextDeps }), deps })
  return fastify
}

/** Who is being answered may finish; a stream of an hour may not hold everything up. */
function endLateConnections({ server }: FastifyInstance) {
  setTimeout(() => server.closeAllConnections(), LONGEST_DRAIN_MS).unref()
}

/** In general; signing in and up have their own, narrower limits. */
async function limitRequests(fastify: FastifyInstance, { config }: Pick<Deps, 'config'>) {
  await fastify.register(rateLimit, {
    max: config.rateLimitPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => normalizeIP(remoteAddressOf(request.raw, config)),
    allowList: (request) => isUncounted(request, config),
    errorResponseBuilder: (_request, { ttl }) => new TooManyRequestsError(Math.ceil(ttl / 1000)),
  })
}

/** A page's own static files come by the dozen; the web part's own questions are asked on nobody's behalf. */
function isUncounted({ url, headers }: FastifyRequest, config: Deps['config']) {
  if (url.startsWith('/_next/') || url === '/healthz') return true
  return isWebPart(headers, config) && !headers['x-forwarded-for']
}

/** For load balancers and `docker compose`. */
function registerHealthRoute(fastify: FastifyInstance, { db }: Pick<Deps, 'db'>) {
  fastify.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    try {
      await db.$queryRaw`select 1`
      return { status: 'ok' }
    } catch {
      return reply.code(503).send({ status: 'database unreachable' })
    }
  })
}

function acceptWebSockets(fastify: FastifyInstance, { socket: graphql, deps }: { socket: GraphqlSocket; deps: Deps }) {
  const { config } = deps
  fastify.server.on('upgrade', (request, socket, head) => {
    const upgrade: Upgrade = { request, socket, head }
    socket.on('error', (error) => deps.log.debug({ err: error }, 'a WebSocket broke'))
    if (request.url?.split('?')[0] === '/graphql') openGraphql(upgrade)
    else if (config.webUrl) proxyUpgrade({ ...upgrade, webUrl: config.webUrl })
    else refuseUpgrade(socket, '404 Not Found')
  })
  fastify.addHook('preClose', () => graphql.close())

  function openGraphql({ request, socket, head }: Upgrade) {
    try {
      requireSameOrigin(request.headers, config)
    } catch (error) {
      return refuseUpgrade(socket, error instanceof ExpectedError ? '403 Forbidden' : '500 Internal Server Error')
    }
    graphql.handleUpgrade(request, socket, head)
  }
}
