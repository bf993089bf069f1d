import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from './config.ts'
import { startingPage } from './starting-page.ts'
import { remoteAddressOf, WEB_SECRET_HEADER } from './web-part.ts'

const SLOWEST_ANSWER_MS = 120_000

/** Everything that is not ours goes to the web part, under the same origin. */
export async function registerWebRoute(fastify: FastifyInstance, config: Config & { webUrl: string }): Promise<void> {
  await fastify.register(httpProxy, {
    upstream: config.webUrl,
    undici: { headersTimeout: SLOWEST_ANSWER_MS, bodyTimeout: SLOWEST_ANSWER_MS },
    replyOptions: {
      retryDelay: () => null,
      rewriteRequestHeaders: (request, headers) => {
        const { [WEB_SECRET_HEADER]: _invented, ...kept } = headers
        return {
          ...kept,
          host: request.headers.host ?? headers.host,
          'x-forwarded-for': remoteAddressOf(request.raw as FastifyRequest['raw'], config),
          'x-forwarded-host': request.headers.host,
          'x-forwarded-proto': new URL(config.publicUrl).protocol.slice(0, -1),
        }
      },
      onError: (reply) => answerWhileStarting(reply as FastifyReply),
    },
  })
}

function answerWhileStarting(reply: FastifyReply) {
  reply.code(503).header('retry-after', '2').header('cache-control', 'no-store')
  if (reply.request.headers.accept?.includes('text/html')) return reply.type('text/html').send(startingPage)
  return reply.send({ code: 'WEB_STARTING', message: 'The web part is not ready yet. Try again in a few seconds.' })
}
