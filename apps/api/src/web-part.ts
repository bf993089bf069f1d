import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Config } from './config.ts'

export const WEB_SECRET_HEADER = 'x-segue-web-secret'

/** Whether the web part sent the request: it proves itself with the shared secret. */
export function isWebPart(headers: IncomingHttpHeaders, { webSecret }: Pick<Config, 'webSecret'>): boolean {
  const proof = headers[WEB_SECRET_HEADER]
  return typeof proof === 'string' && timingSafeEqual(sha256(proof), sha256(webSecret))
}

/** The client's address. Only the web part may name another one than the socket's: anybody else could invent it. */
export function remoteAddressOf({ headers, socket }: IncomingMessage, config: Pick<Config, 'webSecret'>): string {
  const socketAddress = socket.remoteAddress ?? 'unknown'
  const forwarded = headers['x-forwarded-for']
  if (!forwarded || !isWebPart(headers, config)) return socketAddress
  return String(forwarded).split(',')[0]!.trim() || socketAddress
}

function sha256(value: string) {
  return createHash('sha256').update(value).digest()
}
