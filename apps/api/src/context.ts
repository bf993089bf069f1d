import type { Deps } from './deps.ts'
import { ForbiddenError, UnauthenticatedError } from './errors.ts'
import type { RateLimiter } from './rate-limiter.ts'

/** Who asks: from the browser's session cookie or an access token. */
export interface Viewer {
  listenerId: string
  role: 'LISTENER' | 'ADMIN'
}

/** What a resolver gets. */
export interface Context extends Deps {
  viewer?: Viewer
  /** of the client, for rate limits */
  remoteAddress: string
  /** the request proved with the shared secret that the web part sent it */
  isWebPart: boolean
  /** attempts to sign in or up, counted per address and account */
  attempts: Attempts
}

export interface Attempts {
  signIn: RateLimiter
  signInFromAddress: RateLimiter
  signUp: RateLimiter
}

/** @throws UnauthenticatedError */
export function requireListener({ viewer }: Pick<Context, 'viewer'>): Viewer {
  if (!viewer) throw new UnauthenticatedError()
  return viewer
}

/** @throws UnauthenticatedError, ForbiddenError */
export function requireAdmin(context: Pick<Context, 'viewer'>): Viewer {
  const viewer = requireListener(context)
  if (viewer.role !== 'ADMIN') throw new ForbiddenError()
  return viewer
}
