import { setTimeout as sleep } from 'node:timers/promises'

interface Account {
  name: string
  email: string
  password: string
  role: string
}

/** Lines that tell how to sign in, as soon as the worker has made the accounts. */
export async function demoAccounts(apiUrl: string): Promise<string[]> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const accounts = await queryAccounts(apiUrl)
    const shown = [
      ...accounts.filter(({ role }) => role === 'ADMIN'),
      ...accounts.filter(({ role }) => role !== 'ADMIN').slice(0, 3),
    ]
    if (shown.length)
      return [
        'Sign in as:',
        ...shown.map(
          ({ name, email, password, role }) => `  ${email}  password ${password}  (${name}, ${role.toLowerCase()})`,
        ),
      ]
    await sleep(200)
  }
  return []
}

async function queryAccounts(apiUrl: string): Promise<Account[]> {
  const response = await fetch(`${apiUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ demoAccounts { name email password role } }' }),
  })
  const { data } = (await response.json()) as { data?: { demoAccounts: Account[] } }
  return data?.demoAccounts ?? []
}
