import { type NextRequest, NextResponse } from 'next/server'
import { getToken } from 'next-auth/jwt'
import { contentSecurityPolicy } from './shell/content-security-policy.ts'

const openPages = new Set(['/signin', '/signup'])

/** Runs before every page: who is not signed in is asked to, and every answer carries its own script nonce. */
export async function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl
  if (!openPages.has(pathname) && !(await getToken({ req: request }))) {
    const signIn = request.nextUrl.clone()
    signIn.pathname = '/signin'
    signIn.search = pathname === '/' ? '' : `?from=${encodeURIComponent(pathname + search)}`
    return NextResponse.redirect(signIn)
  }
  return withContentSecurityPolicy(request)
}

function withContentSecurityPolicy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy({ nonce, isDevelopment: process.env.NODE_ENV === 'development' })
  const headers = new Headers(request.headers)
  // Next reads the nonce from this header and puts it on its own scripts.
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = {
  matcher: ['/((?!api/|_next/|favicon.ico|icon.svg|manifest.webmanifest).*)'],
}
