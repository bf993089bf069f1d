import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { NotFoundError } from '../errors.ts'
import { drawArtwork } from './draw-artwork.ts'
import { matchesEtag } from './http-validators.ts'

const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  svg: 'image/svg+xml',
}
/** What uploads are stored under: the name is the content's hash, so that what is behind an address never changes. */
const STORED = /^[\w-]+\/([0-9a-f]{64})\.(jpg|png|webp|gif)$/
const GENERATED = /^generated\/([0-9a-f]{16})\.svg$/

type ArtworkRequest = FastifyRequest<{ Params: { '*': string } }>

/**
 * `GET /artwork/<folder>/<hash>.<type>` and `/artwork/generated/<seed>.svg`. Pictures need no sign-in: their addresses
 * cannot be guessed, and players show them outside of the browser.
 */
export async function registerArtworkRoute(fastify: FastifyInstance, deps: Pick<Deps, 'storage'>): Promise<void> {
  fastify.route<{ Params: ArtworkRequest['params'] }>({
    method: ['GET', 'HEAD'],
    url: '/artwork/*',
    handler: (request, reply) => sendArtwork(request, reply, deps),
  })
}

async function sendArtwork(request: ArtworkRequest, reply: FastifyReply, { storage }: Pick<Deps, 'storage'>) {
  const path = request.params['*']
  const generated = GENERATED.exec(path)
  const stored = STORED.exec(path)
  const match = generated ?? stored
  if (!match) throw new NotFoundError('This picture')
  const etag = `"${match[1]}"`
  if (matchesEtag(request.headers['if-none-match'], etag)) return describe(reply, etag).code(304).send()
  if (generated) return describe(reply, etag).type(TYPES.svg!).send(drawArtwork(generated[1]!))

  const key = `artwork/${path}`
  const sizeBytes = await storage.size(key)
  const bytes = request.method === 'HEAD' ? undefined : await storage.open(key)
  return describe(reply, etag).type(TYPES[stored![2]!]!).header('content-length', sizeBytes).send(bytes)
}

function describe(reply: FastifyReply, etag: string): FastifyReply {
  return reply.headers({
    etag,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cross-origin-resource-policy': 'same-site',
  })
}
