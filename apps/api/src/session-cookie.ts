import type { IncomingHttpHeaders } from 'node:http'

const NAMES = ['__Secure-next-auth.session-token', 'next-auth.session-token']

/** The session that next-auth keeps in the browser: one cookie, or several numbered ones where it is long. */
export function sessionCookie(headers: IncomingHttpHeaders): string | undefined {
  if (!headers.cookie) return undefined
  const cookies = parseCookies(headers.cookie)
  for (const name of NAMES) {
    const session = cookies.get(name) ?? joinChunks(cookies, name)
    if (session) return session
  }
  return undefined
}

function joinChunks(cookies: Map<string, string>, name: string): string {
  let session = ''
  for (let index = 0; cookies.has(`${name}.${index}`); index++) session += cookies.get(`${name}.${index}`)
  return session
}

function parseCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals > 0) cookies.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim())
  }
  return cookies
}
