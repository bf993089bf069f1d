import { randomUUID } from 'node:crypto'
import { PothosError } from '@pothos/core'
import { GraphQLError } from 'graphql'
import type { pino } from 'pino'
import { ExpectedError, InvalidInputError, TooManyRequestsError } from './errors.ts'

/**
 * What a client may know of an error. Expected ones keep message and code, faults of the request itself are graphql's
 * own; everything else becomes one sentence with an id, and is logged in full under that id.
 */
export function publicError(error: unknown, log: pino.Logger): GraphQLError {
  const cause = innermost(error)
  if (cause instanceof ExpectedError) return located(error, cause.message, { code: cause.code, ...detailsOf(cause) })
  if (cause instanceof GraphQLError && !(cause instanceof PothosError) && isFaultOfTheRequest(cause)) return cause
  const errorId = randomUUID()
  log.error({ err: cause, errorId, path: error instanceof GraphQLError ? error.path : undefined }, 'unexpected error')
  return located(error, `Something went wrong on our side. The error's id is ${errorId}.`, {
    code: 'INTERNAL_SERVER_ERROR',
    errorId,
  })
}

/** Extra facts of an expected error that programs use. */
function detailsOf(error: ExpectedError): Record<string, unknown> {
  if (error instanceof InvalidInputError) return { field: error.field }
  if (error instanceof TooManyRequestsError) return { retryAfterSeconds: error.retryAfterSeconds }
  return {}
}

function innermost(error: unknown): unknown {
  let cause = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause
}

/** Syntax, validation, variables and limits: they carry a code or come before any field was resolved. */
function isFaultOfTheRequest(error: GraphQLError) {
  return typeof error.extensions.code === 'string' || error.path === undefined
}

function located(error: unknown, message: string, extensions: Record<string, unknown>) {
  const { nodes, source, positions, path } = error instanceof GraphQLError ? error : ({} as Partial<GraphQLError>)
  return new GraphQLError(message, { nodes, source, positions, path, extensions })
}
