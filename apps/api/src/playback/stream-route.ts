import { pipeline } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { ExpectedError, NotFoundError, UnauthenticatedError } from '../errors.ts'
import { isUuid } from '../global-id.ts'
import type { ByteRange } from '../storage/storage.ts'
import { resolveViewer } from '../viewer.ts'
import { byteRange } from './byte-range.ts'
import { allowsRange, matchesEtag } from './http-validators.ts'
import { checkStreamToken } from './stream-token.ts'

type StreamDeps = Pick<Deps, 'db' | 'config' | 'storage' | 'log'>
type StreamRequest = FastifyRequest<{ Params: { trackId: string }; Querystring: { token?: string | string[] } }>

export class StreamTokenError extends ExpectedError {
  constructor(check: 'expired' | 'forged') {
    const expired = check === 'expired'
    super(
      expired ? 'STREAM_TOKEN_EXPIRED' : 'STREAM_TOKEN_INVALID',
      expired ? 'This address has expired. Ask for the track’s stream again.' : 'This address is not valid.',
      403,
    )
  }
}

/** `GET /stream/:trackId?token=…`: a track's file, whole or in parts, for whoever may hear it. */
export async function registerStreamRoute(fastify: FastifyInstance, deps: StreamDeps): Promise<void> {
  fastify.route<{ Params: StreamRequest['params']; Querystring: StreamRequest['query'] }>({
    method: ['GET', 'HEAD'],
    url: '/stream/:trackId',
    handler: (request, reply) => streamTrack(request, reply, deps),
  })
}

async function streamTrack(request: StreamRequest, reply: FastifyReply, deps: StreamDeps) {
  await checkMayHear(request, deps)
  const track = await findFile(request.params.trackId, deps)
  const sizeBytes = await deps.storage.size(track.audioKey)
  const etag = `"${track.contentHash}"`
  const { headers } = request
  reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=86400',
    'x-content-type-options': 'nosniff',
  })
  if (matchesEtag(headers['if-none-match'], etag)) return reply.code(304).send()

  const answer = allowsRange(asText(headers['if-range']), etag) ? byteRange(headers.range, sizeBytes) : WHOLE
  reply.type(track.mimeType)
  switch (answer.kind) {
    case 'unsatisfiable':
      reply.header('content-range', `bytes */${sizeBytes}`)
      return reply.code(416).type('text/plain').send()
    case 'part': {
      const { start, end } = answer.range
      reply.code(206).headers({
        'content-range': `bytes ${start}-${end}/${sizeBytes}`,
        'content-length': end - start + 1,
      })
      break
    }
    case 'whole':
      reply.header('content-length', sizeBytes)
  }
  if (request.method === 'HEAD') return reply.send()
  return sendFile({ reply, key: track.audioKey, range: answer.kind === 'part' ? answer.range : undefined }, deps)
}

const WHOLE = { kind: 'whole' } as const

/** A token in the address, or the credentials that every other request is made with. */
async function checkMayHear({ params, query, headers }: StreamRequest, deps: StreamDeps) {
  const token = asText(query.token)
  if (token === undefined) {
    if (!(await resolveViewer(headers, deps))) throw new UnauthenticatedError()
    return
  }
  const secret = deps.config.streamSecret
  const check = checkStreamToken(token, { trackId: params.trackId, nowMs: Date.now(), secret })
  if (check === 'valid') return
  // a browser that kept the page open for long still has its session
  if (await resolveViewer(headers, deps)) return
  throw new StreamTokenError(check)
}

async function findFile(trackId: string, { db }: StreamDeps) {
  const track = isUuid(trackId)
    ? await db.track.findUnique({
        where: { id: trackId },
        select: { audioKey: true, contentHash: true, mimeType: true },
      })
    : undefined
  if (!track) throw new NotFoundError('This track')
  return track
}

/**
 * Sends the bytes and always closes the file: after the last one, when the client goes away, and when reading fails,
 * which can only end the connection, as the headers are long gone.
 */
async function sendFile(
  { reply, key, range }: { reply: FastifyReply; key: string; range?: ByteRange },
  { storage, log }: StreamDeps,
) {
  const bytes = await storage.open(key, range)
  const response = reply.raw
  if (response.destroyed) {
    bytes.destroy()
    return reply.hijack()
  }
  reply.hijack()
  response.writeHead(reply.statusCode, reply.getHeaders() as Record<string, string>)
  pipeline(bytes, response, (error) => {
    if (error && !hasGoneAway(error)) log.error({ err: error, key }, 'a stream broke')
  })
  return reply
}

function hasGoneAway({ code }: NodeJS.ErrnoException) {
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE'
}

function asText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
