import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { ExpectedError, NotFoundError, UnauthenticatedError } from '../errors.ts'
import { isUuid } from '../global-id.ts'
import { resolveViewer } from '../viewer.ts'
import { byteRange } from './byte-range.ts'
import { allowsRange, matchesEtag } from './http-validators.ts'
import { checkStreamToken } from './stream-token.ts'

type StreamDeps = Pick<Deps, 'db' | 'config' | 'storage'>
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
  const etag = `"${track.contentHash}"`
  const { headers } = request
  if (matchesEtag(headers['if-none-match'], etag)) return describe(reply, etag).code(304).send()

  const sizeBytes = await deps.storage.size(track.audioKey)
  const answer = allowsRange(asText(headers['if-range']), etag) ? byteRange(headers.range, sizeBytes) : WHOLE
  if (answer.kind === 'unsatisfiable')
    return describe(reply, etag).code(416).header('content-range', `bytes */${sizeBytes}`).send()

  const range = answer.kind === 'part' ? answer.range : undefined
  // opened before the answer is begun: a file that is missing is still a clear 404
  const bytes = request.method === 'HEAD' ? undefined : await deps.storage.open(track.audioKey, range)
  describe(reply, etag).type(track.mimeType)
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`)
  reply.header('content-length', range ? range.end - range.start + 1 : sizeBytes)
  // fastify closes the file when the client goes away, and the connection when reading fails in the middle
  return reply.send(bytes)
}

function describe(reply: FastifyReply, etag: string): FastifyReply {
  return reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=86400',
    'x-content-type-options': 'nosniff',
  })
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

function asText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
