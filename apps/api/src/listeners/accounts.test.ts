import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { sessionCookieOf, startTestServer, type TestServer } from '../../../../test/setup/start-test-server.ts'
import { writeDemoState } from '../demo-state.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

const SIGN_UP = `mutation ($name: String!, $email: String!, $password: String!) {
  signUp(name: $name, email: $email, password: $password) {
    __typename
    ... on SignUpPayload { listener { id name email role isDemo } }
    ... on InvalidInputError { field message }
    ... on ConflictError { message }
  }
}`
const SIGN_IN = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) {
    __typename
    ... on SignInPayload { sessionEpoch listener { email } }
    ... on CredentialsError { code message }
  }
}`
const PROVIDER = `mutation ($provider: String!, $id: String!, $email: String!) {
  signInWithProvider(provider: $provider, providerAccountId: $id, email: $email, name: "Robin") {
    __typename
    ... on SignInPayload { listener { id email } }
    ... on CredentialsError { message }
  }
}`
const account = (email: string) => ({ name: 'Robin', email, password: 'correct horse' })

async function signUp(variables: object) {
  return (await server.graphql(SIGN_UP, variables)).data.signUp
}
async function signIn(email: string, password: string, headers: Record<string, string> = {}) {
  return server.graphql(SIGN_IN, { email, password }, { headers })
}

test('who signs up can sign in, whatever the case of the address', async () => {
  expect(await signUp(account('Robin@Example.test'))).toMatchObject({ listener: { role: 'LISTENER', isDemo: false } })
  const { data } = await signIn('robin@example.TEST', 'correct horse')
  expect(data.signIn).toEqual({
    __typename: 'SignInPayload',
    sessionEpoch: 0,
    listener: { email: 'Robin@Example.test' },
  })
})

test('an address has one account', async () => {
  await signUp(account('twice@example.test'))
  expect(await signUp(account('TWICE@example.test'))).toMatchObject({ __typename: 'ConflictError' })
})

test('a bad address, name or password is told with its field', async () => {
  expect(await signUp({ ...account('x@example.test'), password: 'short' })).toMatchObject({ field: 'password' })
  expect(await signUp({ ...account('x@example.test'), password: 'x'.repeat(300) })).toMatchObject({ field: 'password' })
  expect(await signUp({ ...account('x@example.test'), name: ' \u200b ' })).toMatchObject({ field: 'name' })
  for (const email of ['x', 'x@y', 'x y@example.test', `${'x'.repeat(250)}@example.test`])
    expect(await signUp({ ...account(email) })).toMatchObject({ field: 'email' })
})

test('a wrong password and an unknown address get the same answer', async () => {
  await signUp(account('known@example.test'))
  const wrong = (await signIn('known@example.test', 'wrong horse')).data.signIn
  const unknown = (await signIn('unknown@example.test', 'wrong horse')).data.signIn
  expect(wrong).toMatchObject({ __typename: 'CredentialsError', code: 'WRONG_CREDENTIALS' })
  expect(unknown).toEqual(wrong)
})

test('passwords are kept as argon2id hashes only', async () => {
  await signUp(account('hashed@example.test'))
  const row = await server.deps.db.listener.findUniqueOrThrow({ where: { email: 'hashed@example.test' } })
  expect(row.passwordHash).toMatch(/^\$argon2id\$/)
  expect(JSON.stringify(row)).not.toContain('correct horse')
})

test('guessing is stopped after ten attempts at one account from one address', async () => {
  await signUp(account('guessed@example.test'))
  for (let attempt = 0; attempt < 10; attempt++) await signIn('guessed@example.test', `guess ${attempt}`)
  const { errors } = await signIn('guessed@example.test', 'correct horse')
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  const elsewhere = await signIn('guessed@example.test', 'correct horse', {
    'x-forwarded-for': '203.0.113.7',
    'x-segue-web-secret': server.deps.config.webSecret,
  })
  expect(elsewhere.data.signIn.__typename).toBe('SignInPayload')
  const invented = await signIn('guessed@example.test', 'correct horse', { 'x-forwarded-for': '203.0.113.8' })
  expect(invented.errors?.[0]?.extensions.code).toBe('TOO_MANY_REQUESTS')
})

async function withProvider(email: string, id: string, secret = server.deps.config.webSecret) {
  const variables = { provider: 'github', id, email }
  const { data } = await server.graphql(PROVIDER, variables, { headers: { 'x-segue-web-secret': secret } })
  return data.signInWithProvider
}

test('a provider makes an account once and finds it again, also under a new address', async () => {
  const first = await withProvider('octo@example.test', '42')
  const again = await withProvider('renamed@example.test', '42')
  expect(again.listener.id).toBe(first.listener.id)
})

test('a provider never takes over an account that is there already', async () => {
  await signUp(account('mine@example.test'))
  expect(await withProvider('mine@example.test', '43')).toMatchObject({ __typename: 'CredentialsError' })
})

test('only the web part may speak for a provider', async () => {
  expect(await withProvider('evil@example.test', '44', 'guess')).toMatchObject({ __typename: 'CredentialsError' })
  expect(await server.deps.db.listener.count({ where: { email: 'evil@example.test' } })).toBe(0)
})

test('an account without a password cannot be signed in to with one', async () => {
  await withProvider('nopassword@example.test', '45')
  expect((await signIn('nopassword@example.test', '')).data.signIn.__typename).toBe('CredentialsError')
})

test('an access token works until it is revoked, and only its hash is stored', async () => {
  const { cookie, listenerId } = await server.signUp()
  const created = await server.graphql(
    'mutation { createAccessToken(name: "cli") { ... on CreateAccessTokenPayload { secret accessToken { id prefix } } } }',
    {},
    { cookie },
  )
  const { secret, accessToken } = created.data.createAccessToken
  expect(secret.startsWith(accessToken.prefix)).toBe(true)
  expect((await server.graphql('{ me { id } }', {}, { token: secret })).data.me).not.toBeNull()
  const row = await server.deps.db.accessToken.findFirstOrThrow({ where: { listenerId, name: 'cli' } })
  expect(Buffer.from(row.tokenHash).toString('latin1')).not.toContain(secret)
  expect(row.lastUsedAt).not.toBeNull()
  const REVOKE = 'mutation ($id: ID!) { revokeAccessToken(id: $id) { __typename } }'
  const stranger = await server.signUp()
  const refused = await server.graphql(REVOKE, { id: accessToken.id }, { token: stranger.token })
  expect(refused.data.revokeAccessToken.__typename).toBe('NotFoundError')
  await server.graphql(REVOKE, { id: accessToken.id }, { cookie })
  expect((await server.graphql('{ me { id } }', {}, { token: secret })).data.me).toBeNull()
})

test('settings are checked, kept, and tell the feed', async () => {
  const { token, listenerId } = await server.signUp()
  const told = new Promise<string>((resolve) => {
    const end = server.deps.notices.subscribe('taste-changed', (notice) => {
      if (notice.listenerId !== listenerId) return
      end()
      resolve(notice.listenerId)
    })
  })
  const UPDATE = `mutation ($settings: SettingsInput!) { updateSettings(settings: $settings) {
    __typename
    ... on UpdateSettingsPayload { listener { settings { variety similarityMetric pickedGenres privateSession } } }
    ... on InvalidInputError { field }
  } }`
  const update = async (settings: object) => (await server.graphql(UPDATE, { settings }, { token })).data.updateSettings
  expect(await update({ variety: 101 })).toMatchObject({ field: 'variety' })
  expect(await update({ pickedArtistIds: ['nonsense'] })).toMatchObject({ __typename: 'NotFoundError' })
  await update({ variety: 80, similarityMetric: 'EUCLIDEAN' })
  expect(await update({ pickedGenres: ['Jazz', 'jazz ', 'dub'] })).toMatchObject({
    listener: {
      settings: { variety: 80, similarityMetric: 'EUCLIDEAN', pickedGenres: ['jazz', 'dub'], privateSession: false },
    },
  })
  expect(await told).toBe(listenerId)
})

test('without demo data there are no demo accounts', async () => {
  expect((await server.graphql('{ demoAccounts { email } }')).data.demoAccounts).toEqual([])
})

test('without a demo, the first to sign up looks after the catalogue', async () => {
  const plain = await startTestServer({ SEGUE_DEMO: 'false' })
  try {
    const roles = await Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        const { data } = await plain.graphql(SIGN_UP, account(`${name}@example.test`))
        return data.signUp.listener.role
      }),
    )
    expect(roles.sort()).toEqual(['ADMIN', 'LISTENER', 'LISTENER'])
  } finally {
    await plain.close()
  }
})

test('once the demo was removed, the first to sign up looks after the catalogue', async () => {
  const plain = await startTestServer()
  try {
    await writeDemoState('removed', plain.deps)
    const { data } = await plain.graphql(SIGN_UP, account('owner@example.test'))
    expect(data.signUp.listener.role).toBe('ADMIN')
  } finally {
    await plain.close()
  }
})

test('a session ends when its epoch is raised', async () => {
  const { listenerId } = await server.signUp()
  await server.deps.db.listener.update({ where: { id: listenerId }, data: { sessionEpoch: 1 } })
  const secret = server.deps.config.sessionSecret
  const old = await sessionCookieOf(listenerId, { secret, epoch: 0 })
  const fresh = await sessionCookieOf(listenerId, { secret, epoch: 1 })
  expect((await server.graphql('{ me { id } }', {}, { cookie: old })).data.me).toBeNull()
  expect((await server.graphql('{ me { id } }', {}, { cookie: fresh })).data.me).not.toBeNull()
})
