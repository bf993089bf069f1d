import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from './config.ts'
import { ExpectedError } from './errors.ts'
import { sessionCookie } from './session-cookie.ts'

export class CrossOriginError extends ExpectedError {
  constructor() {
    super('CROSS_ORIGIN', 'Another site may not act with your session. Use an access token.', 403)
  }
}

/**
 * A browser sends the session's cookie along whatever page asks; the Origin header tells which page it was. Requests
 * with an access token, and programs that send no Origin, are not concerned.
 * @throws CrossOriginError
 */
export function requireSameOrigin(headers: IncomingHttpHeaders, config: Pick<Config, 'publicUrl'>): void {
  if (headers.authorization !== undefined || !sessionCookie(headers)) return
  const { origin, host } = headers
  if (origin === undefined) {
    if (headers['sec-fetch-site'] === 'cross-site') throw new CrossOriginError()
    return
  }
  if (hostOf(origin) !== host && origin !== new URL(config.publicUrl).origin) throw new CrossOriginError()
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
