import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { ExpectedError, TooManyRequestsError } from './errors.ts'

/** What fastify itself refuses, in our words. */
const REFUSALS: Record<string, { code: string; message: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'PAYLOAD_TOO_LARGE', message: 'The request is too large.' },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'BAD_REQUEST', message: 'The request is not valid JSON.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'BAD_REQUEST', message: 'The request is empty.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'This type of content is not accepted.' },
}

/** The answer of every HTTP route to an error: `{ code, message }`, and on `/graphql` graphql's own form of it. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  const { status, code, message, errorId } = publicFault(error, request)
  if (error instanceof TooManyRequestsError) reply.header('retry-after', error.retryAfterSeconds)
  reply.code(status).header('cache-control', 'no-store')
  if (request.url.startsWith('/graphql')) return reply.send({ errors: [{ message, extensions: { code, errorId } }] })
  return reply.send({ code, message, errorId })
}

interface Fault {
  status: number
  code: string
  message: string
  errorId?: string
}

function publicFault(error: FastifyError | Error, request: FastifyRequest): Fault {
  if (error instanceof ExpectedError) return { status: error.status, code: error.code, message: error.message }
  const { statusCode = 500, code = '' } = error as FastifyError
  if (statusCode < 500)
    return { status: statusCode, ...(REFUSALS[code] ?? { code: code || 'BAD_REQUEST', message: error.message }) }
  const errorId = randomUUID()
  request.log.error({ err: error, errorId, url: request.url.split('?')[0] }, 'unexpected error')
  return {
    status: 500,
    code: 'INTERNAL_SERVER_ERROR',
    message: `Something went wrong on our side. The error's id is ${errorId}.`,
    errorId,
  }
}
