import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Attempts, Context } from './context.ts'
import type { Deps } from './deps.ts'
import { createRateLimiter } from './rate-limiter.ts'
import { resolveViewer } from './viewer.ts'
import { isWebPart, remoteAddressOf } from './web-part.ts'

/** What one server adds to its dependencies. */
export interface ContextDeps extends Deps {
  attempts: Attempts
}

const MINUTE_MS = 60_000

export function createAttempts(): Attempts {
  return {
    signIn: createRateLimiter({ limit: 10, windowMs: 5 * MINUTE_MS }),
    signInFromAddress: createRateLimiter({ limit: 60, windowMs: 5 * MINUTE_MS }),
    signUp: createRateLimiter({ limit: 30, windowMs: 60 * MINUTE_MS }),
  }
}

/** @param credentials where they are not in the request's own headers: those of a WebSocket's first message */
export async function createContext(
  request: IncomingMessage,
  deps: ContextDeps,
  credentials: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'> = request.headers,
): Promise<Context> {
  return {
    ...deps,
    viewer: await resolveViewer(credentials, deps),
    remoteAddress: remoteAddressOf(request, deps.config),
    isWebPart: isWebPart(request.headers, deps.config),
  }
}
