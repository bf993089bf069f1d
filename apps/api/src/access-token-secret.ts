import { createHash, randomBytes } from 'node:crypto'

const PREFIX = 'segue_'

/** 256 random bits; the prefix lets secret scanners recognise a leaked one. */
export function createAccessTokenSecret(): string {
  return PREFIX + randomBytes(32).toString('base64url')
}

export function hashAccessToken(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}

/** The token of an `Authorization: Bearer segue_…` header. */
export function bearerToken(authorization: string | undefined): string | undefined {
  const [scheme, token] = authorization?.trim().split(/\s+/) ?? []
  return scheme?.toLowerCase() === 'bearer' && token?.startsWith(PREFIX) ? token : undefined
}
