import type { IncomingHttpHeaders } from 'node:http'
import type { Db } from '@segue/prisma/client'
import { decode } from 'next-auth/jwt'
import { bearerToken, hashAccessToken } from './access-token-secret.ts'
import type { Viewer } from './context.ts'
import type { Deps } from './deps.ts'
import { isUuid, uuidOf } from './global-id.ts'
import { sessionCookie } from './session-cookie.ts'

type ViewerDeps = Pick<Deps, 'db' | 'config'>

/** So long may a removed account or an ended session go unnoticed. */
const ACCOUNT_CACHE_MS = 3_000
const MOST_CACHED = 10_000

/**
 * Who asks. An access token wins over a cookie: a client that sends one does not mean the browser's session.
 *
 * The role and the session's validity come from the database, so that a removed account, a changed role, a revoked
 * token or an ended session counts within seconds.
 * @returns nobody for missing, wrong, expired and revoked credentials alike
 */
export async function resolveViewer(
  headers: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>,
  { db, config }: ViewerDeps,
): Promise<Viewer | undefined> {
  if (headers.authorization !== undefined) {
    const token = bearerToken(headers.authorization)
    return token ? viewerOfToken(token, db) : undefined
  }
  const session = sessionCookie(headers)
  return session ? viewerOfSession(session, { db, config }) : undefined
}

async function viewerOfSession(session: string, { db, config }: ViewerDeps): Promise<Viewer | undefined> {
  const claims = await decode({ token: session, secret: config.sessionSecret }).catch(() => null)
  if (!claims?.sub || typeof claims.epoch !== 'number') return undefined
  const listenerId = listenerIdOf(claims.sub)
  if (!listenerId) return undefined
  const account = await accountsOf(db)(listenerId)
  return account && claims.epoch >= account.sessionEpoch ? { listenerId, role: account.role } : undefined
}

/** `sub` is the id that `signIn` answered, a global one. */
function listenerIdOf(subject: string): string | undefined {
  if (isUuid(subject)) return subject
  try {
    return uuidOf('Listener', subject)
  } catch {
    return undefined
  }
}

async function viewerOfToken(secret: string, db: Db): Promise<Viewer | undefined> {
  const token = await db.accessToken.findUnique({
    where: { tokenHash: hashAccessToken(secret) },
    select: { id: true, lastUsedAt: true, listener: { select: { id: true, role: true } } },
  })
  if (!token) return undefined
  const minuteAgo = new Date(Date.now() - 60_000)
  if (!token.lastUsedAt || token.lastUsedAt < minuteAgo)
    await db.accessToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: new Date() } })
  return { listenerId: token.listener.id, role: token.listener.role }
}

interface Account {
  role: Viewer['role']
  sessionEpoch: number
}

type FindAccount = (listenerId: string) => Promise<Account | null>

const accountsByDb = new WeakMap<Db, FindAccount>()

function accountsOf(db: Db): FindAccount {
  let find = accountsByDb.get(db)
  if (!find) {
    find = cachedAccounts(db)
    accountsByDb.set(db, find)
  }
  return find
}

function cachedAccounts(db: Db): FindAccount {
  const cache = new Map<string, { account: Promise<Account | null>; readMs: number }>()
  return (listenerId) => {
    const cached = cache.get(listenerId)
    if (cached && Date.now() - cached.readMs < ACCOUNT_CACHE_MS) return cached.account
    if (cache.size >= MOST_CACHED) cache.clear()
    const account = db.listener
      .findUnique({ where: { id: listenerId }, select: { role: true, sessionEpoch: true } })
      .catch((error) => {
        cache.delete(listenerId)
        throw error
      })
    cache.set(listenerId, { account, readMs: Date.now() })
    return account
  }
}
