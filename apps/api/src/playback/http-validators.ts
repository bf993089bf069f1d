/**
 * Whether the client has this version already (If-None-Match, RFC 9110 section 13.1.2): a list of tags, weak ones count
 * as well, and `*` means any.
 */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

/**
 * Whether a range may be answered: without If-Range always, else only for exactly this version. Weak tags and dates
 * do not name a version byte by byte, so they get the whole file.
 */
export function allowsRange(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag
}
