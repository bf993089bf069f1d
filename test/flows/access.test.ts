// Longer than most: everything about who may do what shares one server and its accounts.
import { createHash, randomUUID } from 'node:crypto'
import http from 'node:http'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createClient } from 'graphql-ws'
import WebSocket, { WebSocketServer } from 'ws'
import { globalId } from '../../apps/api/src/global-id.ts'
import { addTracks } from '../setup/add-tracks.ts'
import {
  type Credentials,
  sessionCookieOf,
  startTestServer,
  type TestListener,
  type TestServer,
} from '../setup/start-test-server.ts'

let server: TestServer
let listener: TestListener
let trackId: string

beforeAll(async () => {
  server = await startTestServer()
  listener = await server.signUp()
  const [track] = await addTracks(server.deps, { clusters: 1, perCluster: 4 })
  trackId = globalId('Track', track!.id)
})
afterAll(() => server?.close())

/** Everything that only a signed-in listener may ask. */
const PROTECTED = {
  feed: '{ feed { tasteDigest } }',
  radio: '{ radio(genre: "unknown") { score } }',
  tasteProfile: '{ tasteProfile { eventCount } }',
  history: '{ history { pageInfo { hasNextPage } } }',
  recordFeedback: 'mutation { recordFeedback(events: []) { __typename } }',
  updateSettings: 'mutation { updateSettings(settings: { variety: 1 }) { __typename } }',
  createAccessToken: 'mutation { createAccessToken(name: "x") { __typename } }',
  revokeAccessToken: 'mutation { revokeAccessToken(id: "x") { __typename } }',
}

const ADMIN_ONLY = {
  catalogueStatus: '{ catalogueStatus { tracks } }',
  deleteTrack: 'mutation ($id: ID!) { deleteTrack(id: $id) { __typename } }',
  retryAnalysis: 'mutation ($id: ID!) { retryAnalysis(trackId: $id) { __typename } }',
}

async function codeOf(query: string, credentials: Credentials) {
  const variables = query.includes('$id') ? { id: trackId } : {}
  const { errors } = await server.graphql(query, variables, credentials)
  return errors?.[0]?.extensions.code
}

async function badCredentials(): Promise<Record<string, Credentials>> {
  const secret = server.deps.config.sessionSecret
  const removed = await server.signUp()
  await server.deps.db.listener.delete({ where: { id: removed.listenerId } })
  const ended = await server.signUp()
  await server.deps.db.listener.update({ where: { id: ended.listenerId }, data: { sessionEpoch: 1 } })
  const revoked = await server.signUp()
  await server.deps.db.accessToken.deleteMany({ where: { listenerId: revoked.listenerId } })
  return {
    none: {},
    'an invented token': { token: 'segue_invented' },
    'a revoked token': { token: revoked.token },
    'another scheme': { headers: { authorization: 'Basic c2VndWU6c2VndWU=' } },
    'no token at all': { headers: { authorization: 'Bearer' } },
    'an invented session': { cookie: 'next-auth.session-token=invented' },
    'a session under another secret': {
      cookie: await sessionCookieOf(listener.listenerId, { secret: 'another secret of thirty-two characters' }),
    },
    'an expired session': { cookie: await sessionCookieOf(listener.listenerId, { secret, maxAgeSeconds: -60 }) },
    'an ended session': { cookie: ended.cookie },
    "a removed account's session": { cookie: removed.cookie },
    "a removed account's token": { token: removed.token },
  }
}

test('no protected field answers without good credentials', async () => {
  const all = { ...PROTECTED, ...ADMIN_ONLY }
  for (const [name, credentials] of Object.entries(await badCredentials()))
    for (const [field, query] of Object.entries(all))
      expect([field, name, await codeOf(query, credentials)]).toEqual([field, name, 'UNAUTHENTICATED'])
})

test('both kinds of credentials open the protected fields', async () => {
  const { token, cookie } = listener
  for (const credentials of [{ token }, { cookie }])
    for (const query of Object.values(PROTECTED)) expect(await codeOf(query, credentials)).toBeUndefined()
})

test('a listener cannot do what admins do, an admin can', async () => {
  for (const query of Object.values(ADMIN_ONLY))
    expect(await codeOf(query, { token: listener.token })).toBe('FORBIDDEN')
  const admin = await server.adminToken()
  for (const query of Object.values(ADMIN_ONLY)) expect(await codeOf(query, { token: admin })).toBeUndefined()
})

test('a role that changes counts within seconds, whatever the session says', async () => {
  const promoted = await server.signUp()
  await server.deps.db.listener.update({ where: { id: promoted.listenerId }, data: { role: 'ADMIN' } })
  expect(await codeOf(ADMIN_ONLY.catalogueStatus, { cookie: promoted.cookie })).toBeUndefined()
})

test('tokens are compared by their SHA-256', async () => {
  const rows = await server.deps.db.accessToken.findMany({ where: { listenerId: listener.listenerId } })
  const hashes = rows.map(({ tokenHash }) => Buffer.from(tokenHash).toString('hex'))
  expect(hashes).toContain(createHash('sha256').update(listener.token).digest('hex'))
})

test("a listener's account is visible to themselves only", async () => {
  const id = globalId('Listener', listener.listenerId)
  const query = 'query ($id: ID!) { node(id: $id) { ... on Listener { email accessTokens { name } } } }'
  const own = await server.graphql(query, { id }, { token: listener.token })
  expect(own.data.node).toMatchObject({ email: listener.email })
  const other = await server.signUp()
  const stranger = await server.graphql(query, { id }, { token: other.token })
  expect(JSON.stringify(stranger)).not.toContain(listener.email)
})

test("another site's page cannot act with the browser's session", async () => {
  const { cookie, token } = listener
  const mutation = PROTECTED.updateSettings
  const withOrigin = (origin: string) => ({ cookie, headers: { origin } })
  expect(await codeOf(mutation, withOrigin('https://evil.example'))).toBe('CROSS_ORIGIN')
  expect(await codeOf(mutation, withOrigin('null'))).toBe('CROSS_ORIGIN')
  expect(await codeOf(mutation, withOrigin(`${server.url.replace('http', 'https')}0`))).toBe('CROSS_ORIGIN')
  expect(await codeOf(mutation, withOrigin(server.url))).toBeUndefined()
  expect(await codeOf(mutation, { token, headers: { origin: 'https://evil.example' } })).toBeUndefined()
})

test('a form of another site cannot post a mutation', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type, cookie: listener.cookie },
      body: JSON.stringify({ query: PROTECTED.updateSettings }),
    })
    expect(response.status).toBeGreaterThanOrEqual(400)
  }
  const query = encodeURIComponent(PROTECTED.updateSettings)
  const headers = { cookie: listener.cookie, 'content-type': 'application/json' }
  expect((await fetch(`${server.url}/graphql?query=${query}`, { headers })).status).toBe(405)
})

interface SocketOptions {
  headers?: Record<string, string>
  parameters?: Record<string, unknown>
  lazy?: boolean
}

function openSocket(options: SocketOptions) {
  class Socket extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { headers: options.headers })
    }
  }
  return createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: Socket,
    connectionParams: options.parameters,
    retryAttempts: 0,
    lazy: options.lazy ?? true,
    onNonLazyError: () => {},
  })
}

async function meThrough(client: ReturnType<typeof openSocket>) {
  try {
    const answer = await client.iterate<{ me: { email: string } | null }>({ query: '{ me { email } }' }).next()
    return answer.value.data?.me?.email
  } finally {
    await client.dispose()
  }
}

test('a WebSocket knows its listener from the cookie or from a token', async () => {
  expect(await meThrough(openSocket({ headers: { cookie: listener.cookie } }))).toBe(listener.email)
  const authorization = `Bearer ${listener.token}`
  expect(await meThrough(openSocket({ parameters: { authorization } }))).toBe(listener.email)
  expect(await meThrough(openSocket({}))).toBeUndefined()
})

test('a WebSocket with a wrong token is closed, and one from another site is refused', async () => {
  await expect(meThrough(openSocket({ parameters: { authorization: 'Bearer segue_x' } }))).rejects.toMatchObject({
    code: 4403,
  })
  const headers = { cookie: listener.cookie, origin: 'https://evil.example' }
  await expect(meThrough(openSocket({ headers }))).rejects.toMatchObject({ message: expect.stringContaining('403') })
})

test('a subscription without credentials is refused with its code', async () => {
  const client = openSocket({})
  const outcome = await client.iterate({ query: 'subscription { feedChanged { tasteDigest } }' }).next()
  expect(outcome.value).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  await client.dispose()
})

test('a WebSocket ends soon after its token was revoked', async () => {
  const { token, listenerId } = await server.signUp()
  const client = openSocket({ parameters: { authorization: `Bearer ${token}` }, lazy: false })
  const closed = new Promise<{ code: number }>((resolve) => {
    client.on('closed', (event) => resolve(event as { code: number }))
  })
  await new Promise((resolve) => client.on('connected', resolve))
  await server.deps.db.accessToken.deleteMany({ where: { listenerId } })
  expect((await closed).code).toBe(4403)
})

test('an unexpected error is masked, and the client gets its id', async () => {
  const { db } = server.deps
  const { token } = await server.signUp()
  await db.$executeRaw`alter table "Listener" rename column "variety" to "variety_gone"`
  try {
    const { errors } = await server.graphql('{ feed { tasteDigest } }', {}, { token })
    expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR')
    expect(errors?.[0]?.message).toBe(
      `Something went wrong on our side. The error's id is ${errors?.[0]?.extensions.errorId}.`,
    )
    expect(JSON.stringify(errors)).not.toMatch(/variety|prisma|postgres/i)
  } finally {
    await db.$executeRaw`alter table "Listener" rename column "variety_gone" to "variety"`
  }
})

test('requests are limited per address, and only the web part may name another address', async () => {
  const limited = await startTestServer({ SEGUE_RATE_LIMIT_PER_MINUTE: '5' })
  try {
    const ask = async (headers: Record<string, string> = {}) => {
      const response = await fetch(`${limited.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: '{ me { id } }' }),
      })
      return { status: response.status, retryAfter: response.headers.get('retry-after') }
    }
    for (let request = 0; request < 5; request++) expect((await ask()).status).toBe(200)
    const refused = await ask({ 'x-forwarded-for': '203.0.113.9' })
    expect(refused.status).toBe(429)
    expect(Number(refused.retryAfter)).toBeGreaterThan(0)
    const secret = { 'x-segue-web-secret': limited.deps.config.webSecret }
    expect((await ask({ ...secret, 'x-forwarded-for': '203.0.113.9' })).status).toBe(200)
    expect((await ask(secret)).status).toBe(200)
  } finally {
    await limited.close()
  }
})

test('everything else goes to the web part, which cannot be told lies about the client', async () => {
  const seen: http.IncomingHttpHeaders[] = []
  const web = http.createServer((request, response) => {
    seen.push(request.headers)
    response.end(`web ${request.method} ${request.url}`)
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const { port } = web.address() as { port: number }
  const front = await startTestServer({ SEGUE_WEB_URL: `http://127.0.0.1:${port}` })
  try {
    const response = await fetch(`${front.url}/track/${randomUUID()}?tab=similar`, {
      headers: { 'x-forwarded-for': '203.0.113.1', 'x-forwarded-host': 'evil.example', 'x-segue-web-secret': 'guess' },
    })
    expect(await response.text()).toMatch(/^web GET \/track\/.+\?tab=similar$/)
    expect(seen[0]).toMatchObject({
      host: new URL(front.url).host,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': new URL(front.url).host,
    })
    expect(seen[0]).not.toHaveProperty('x-segue-web-secret')
    const form = new URLSearchParams({ email: 'a@example.test' })
    const posted = await fetch(`${front.url}/api/auth/callback/credentials`, { method: 'POST', body: form })
    expect(await posted.text()).toBe('web POST /api/auth/callback/credentials')
    web.closeAllConnections()
    await new Promise((resolve) => web.close(resolve))
    const starting = await fetch(front.url, { headers: { accept: 'text/html' } })
    expect(starting.status).toBe(503)
    expect(await starting.text()).toContain('Segue is starting')
    const program = await fetch(front.url, { headers: { accept: 'application/json' } })
    expect(await program.json()).toMatchObject({ code: 'WEB_STARTING' })
  } finally {
    await front.close()
  }
})

test("the web part's own WebSockets reach it", async () => {
  const web = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  web.on('connection', (socket) => socket.on('message', (message) => socket.send(`web heard ${message}`)))
  await new Promise((resolve) => web.once('listening', resolve))
  const { port } = web.address() as { port: number }
  const front = await startTestServer({ SEGUE_WEB_URL: `http://127.0.0.1:${port}` })
  try {
    const socket = new WebSocket(`${front.url.replace('http', 'ws')}/_next/webpack-hmr`)
    await new Promise((resolve) => socket.once('open', resolve))
    socket.send('hello')
    const answer = await new Promise((resolve) => socket.once('message', resolve))
    expect(String(answer)).toBe('web heard hello')
    socket.close()
  } finally {
    await front.close()
    for (const client of web.clients) client.terminate()
    await new Promise((resolve) => web.close(resolve))
  }
})

test('the health route tells whether the database answers', async () => {
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
})
