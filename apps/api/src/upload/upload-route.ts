import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { requireAdmin, type Viewer } from '../context.ts'
import type { Deps } from '../deps.ts'
import { globalId } from '../global-id.ts'
import { resolveViewer } from '../viewer.ts'
import { FileTooLargeError } from './upload-errors.ts'
import { type UploadedTrack, uploadTrack } from './upload-track.ts'

const MOST_FILES = 1_000

/**
 * `POST /upload`, for admins: one file as the request's body, named by `?name=`, or several as multipart/form-data,
 * taken in one after the other. A single file answers with itself (201 stored, 200 duplicate, 4xx refused), several
 * answer `{ files: [...] }`, each `{ fileName, state, trackId? | error?: { code, message } }`.
 */
export async function registerUploadRoute(fastify: FastifyInstance, deps: Deps): Promise<void> {
  const { config } = deps
  await fastify.register(async (own) => {
    own.addHook('onRequest', async (request) => {
      request.viewer = requireAdmin({ viewer: await resolveViewer(request.headers, deps) })
    })
    // the route reads the request itself: nothing is collected in memory
    own.removeAllContentTypeParsers()
    own.addContentTypeParser('*', (_request, _body, done) => done(null))
    await own.register(multipart, {
      limits: { fileSize: config.maxUploadBytes, files: MOST_FILES, fields: 50, fieldSize: 10_000 },
      throwFileSizeLimit: false,
    })
    own.post<{ Querystring: { name?: string } }>('/upload', { bodyLimit: Number.MAX_SAFE_INTEGER }, (request, reply) =>
      request.isMultipart() ? takeSeveral(request, deps) : takeOne(request, reply, deps),
    )
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    viewer?: Viewer
  }
}

type UploadRequest = FastifyRequest<{ Querystring: { name?: string } }>

async function takeOne(request: UploadRequest, reply: FastifyReply, deps: Deps) {
  const source = {
    fileName: request.query.name || 'unnamed file',
    uploadedById: request.viewer?.listenerId,
    declaredBytes: Number(request.headers['content-length'] ?? 0),
  }
  const uploaded = await uploadTrack(lent(request.raw), source, deps)
  dropRest(request.raw)
  return reply.code(statusOf(uploaded)).send(publicForm(uploaded))
}

async function takeSeveral(request: UploadRequest, deps: Deps) {
  const files: ReturnType<typeof publicForm>[] = []
  for await (const part of request.files()) {
    const source = { fileName: part.filename || 'unnamed file', uploadedById: request.viewer?.listenerId }
    const uploaded = await uploadTrack(
      lent(part.file, () => checkWhole(part, deps)),
      source,
      deps,
    )
    // a refused file's rest has to pass before the next one comes
    discard(part.file)
    files.push(publicForm(uploaded))
  }
  return { files }
}

/**
 * A stream whose reader may give up without destroying what it comes from: the connection has an answer to carry. (The
 * iterator is asked by hand, because `yield*` would pass the reader's error on to it.)
 */
function lent(stream: Readable, atEnd = () => {}): Readable {
  const chunks = stream.iterator({ destroyOnReturn: false })
  return Readable.from(
    (async function* () {
      try {
        for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
        atEnd()
      } finally {
        await chunks.return?.()
      }
    })(),
  )
}

/** The parser cuts a file off at the limit without an error. */
function checkWhole({ file }: MultipartFile, { config }: Deps) {
  if (file.truncated) throw new FileTooLargeError(config.maxUploadBytes)
}

/** A client that still sends reads the answer only when it is done; one that goes on for long is cut off. */
function dropRest(request: IncomingMessage) {
  if (request.complete) return
  discard(request)
  const timer = setTimeout(() => request.complete || request.destroy(), 10_000).unref()
  request.once('end', () => clearTimeout(timer))
}

/** Reads on for nobody. `resume()` would not do: a reader that is just leaving pauses the stream once more. */
function discard(stream: Readable) {
  stream.on('data', () => undefined)
}

function publicForm(uploaded: UploadedTrack) {
  const { fileName, state } = uploaded
  if (uploaded.state === 'FAILED') return { fileName, state, percent: 0, error: uploaded.error }
  return { fileName, state, percent: 100, trackId: globalId('Track', uploaded.trackId) }
}

function statusOf(uploaded: UploadedTrack) {
  if (uploaded.state === 'FAILED') return uploaded.status
  return uploaded.state === 'STORED' ? 201 : 200
}
