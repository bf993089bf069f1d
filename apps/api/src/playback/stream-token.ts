import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a token allows: one listener may hear one track for some time. Ids are UUIDs. */
export interface StreamGrant {
  trackId: string
  listenerId: string
  expiresAtMs: number
}

export type TokenCheck = 'valid' | 'expired' | 'forged'

/**
 * `expiry.listener.signature`, base64url: a media element cannot send headers, so the address itself carries the right
 * to hear the track. The signature (HMAC-SHA256) covers the track's id too, so that a token opens one track only.
 */
export function createStreamToken(grant: StreamGrant, secret: string): string {
  const expiry = Math.floor(grant.expiresAtMs).toString(36)
  const listener = Buffer.from(grant.listenerId.replaceAll('-', ''), 'hex').toString('base64url')
  return `${expiry}.${listener}.${signature({ ...grant, expiry, listener }, secret).toString('base64url')}`
}

const TOKEN = /^([0-9a-z]{1,11})\.([\w-]{22})\.([\w-]{43})$/

export function checkStreamToken(token: string, { trackId, nowMs, secret }: TokenQuestion): TokenCheck {
  const match = TOKEN.exec(token)
  if (!match) return 'forged'
  const [, expiry, listener, signed] = match
  const right = signature({ trackId, expiry, listener }, secret)
  if (!timingSafeEqual(right, Buffer.from(signed, 'base64url'))) return 'forged'
  return Number.parseInt(expiry, 36) > nowMs ? 'valid' : 'expired'
}

export interface TokenQuestion {
  trackId: string
  nowMs: number
  secret: string
}

function signature(
  { trackId, expiry, listener }: { trackId: string; expiry: string; listener: string },
  secret: string,
) {
  return createHmac('sha256', secret).update(`stream ${trackId.toLowerCase()} ${expiry} ${listener}`).digest()
}
