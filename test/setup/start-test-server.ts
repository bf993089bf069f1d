import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { encode } from 'next-auth/jwt'
import { createAccessTokenSecret, hashAccessToken } from '../../apps/api/src/access-token-secret.ts'
import { readConfig } from '../../apps/api/src/config.ts'
import { createDeps, type Deps } from '../../apps/api/src/deps.ts'
import { globalId } from '../../apps/api/src/global-id.ts'
import { createServer } from '../../apps/api/src/server.ts'
import { createTestDatabase } from './test-database.ts'

export interface Credentials {
  /** a personal access token */
  token?: string
  /** the value of a Cookie header */
  cookie?: string
  headers?: Record<string, string>
}

export interface GraphqlAnswer<T> {
  data: T
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; errorId?: string } }[]
}

export interface TestListener {
  /** the row's UUID */
  listenerId: string
  email: string
  token: string
  cookie: string
}

export interface TestServer {
  url: string
  databaseUrl: string
  /** what a second process of the same installation would be started with */
  env: Record<string, string>
  deps: Deps
  /** Posts to /graphql. The answer comes as it is, errors included. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows the shape that it asks for
  graphql<T = any>(query: string, variables?: object, credentials?: Credentials): Promise<GraphqlAnswer<T>>
  /** A new listener, signed in with both kinds of credentials. */
  signUp(options?: { role?: 'LISTENER' | 'ADMIN' }): Promise<TestListener>
  adminToken(): Promise<string>
  close(): Promise<void>
}

/** The real server on a free port, with a database and a data folder of its own. */
export async function startTestServer(overrides: Record<string, string> = {}): Promise<TestServer> {
  const database = await createTestDatabase()
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'segue-test-'))
  const env = {
    NODE_ENV: 'test' as const,
    PORT: '0',
    DATABASE_URL: database.url,
    SEGUE_DATA: dataFolder,
    NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
    SEGUE_WEB_SECRET: randomBytes(32).toString('hex'),
    SEGUE_STREAM_SECRET: randomBytes(32).toString('hex'),
    SEGUE_RATE_LIMIT_PER_MINUTE: '100000',
    LOG_LEVEL: process.env.SEGUE_TEST_LOG_LEVEL ?? 'fatal',
    ...overrides,
  }
  const { deps, close: closeDeps } = await createDeps(readConfig(env))
  const server = await createServer(deps)
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  const signUp: TestServer['signUp'] = (options) => createListener(deps, options)
  return {
    url,
    databaseUrl: database.url,
    env,
    deps,
    graphql: (query, variables = {}, credentials = {}) => postGraphql({ url, query, variables, credentials }),
    signUp,
    adminToken: async () => (await signUp({ role: 'ADMIN' })).token,
    async close() {
      await server.close()
      await closeDeps()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function postGraphql({ url, query, variables, credentials }: GraphqlCall) {
  const { token, cookie, headers } = credentials
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  })
  return response.json()
}

interface GraphqlCall {
  url: string
  query: string
  variables: object
  credentials: Credentials
}

async function createListener(
  { db, config }: Deps,
  { role = 'LISTENER' }: { role?: 'LISTENER' | 'ADMIN' } = {},
): Promise<TestListener> {
  const email = `${randomUUID()}@example.test`
  const token = createAccessTokenSecret()
  const listener = await db.listener.create({
    data: {
      email,
      name: 'Test Listener',
      role,
      accessTokens: { create: { name: 'test', tokenHash: hashAccessToken(token), prefix: token.slice(0, 10) } },
    },
  })
  const cookie = await sessionCookieOf(listener.id, { secret: config.sessionSecret })
  return { listenerId: listener.id, email, token, cookie }
}

/** The cookie that next-auth sets after a sign-in. */
export async function sessionCookieOf(
  listenerId: string,
  { secret, epoch = 0, maxAgeSeconds }: { secret: string; epoch?: number; maxAgeSeconds?: number },
): Promise<string> {
  const claims = { sub: globalId('Listener', listenerId), role: 'LISTENER', epoch }
  return `next-auth.session-token=${await encode({ token: claims, secret, maxAge: maxAgeSeconds })}`
}
