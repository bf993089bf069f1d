import { createHash } from 'node:crypto'

export interface Artwork {
  bytes: Uint8Array
  /** SHA-256 in hex */
  contentHash: string
  extension: 'jpg' | 'png' | 'webp' | 'gif'
}

const MAX_BYTES = 10 * 1024 * 1024

/** A picture that browsers show and that is what it says it is, by its first bytes; anything else is no artwork. */
export function artworkOf(bytes: Uint8Array | undefined): Artwork | undefined {
  if (!bytes || bytes.length < 16 || bytes.length > MAX_BYTES) return undefined
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  const extension = extensionOf(head)
  return extension && { bytes, extension, contentHash: createHash('sha256').update(bytes).digest('hex') }
}

function extensionOf(head: string): Artwork['extension'] | undefined {
  if (head.startsWith('\xff\xd8\xff')) return 'jpg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp'
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif'
  return undefined
}
