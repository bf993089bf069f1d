import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { freePort } from '../../prisma/embedded-postgres.ts'
import { createTestDatabase } from '../setup/test-database.ts'

const root = path.join(import.meta.dirname, '../..')

export type Installation = { url: string; makeAdmin(email: string): Promise<void>; stop(): Promise<void> }

/** What `npm start` gives a newcomer, web site and worker included, with an empty catalogue of its own. */
export async function startInstallation(): Promise<Installation> {
  const database = await createTestDatabase()
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'segue-e2e-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      SEGUE_DATA: dataFolder,
      SEGUE_DEMO: 'false',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await untilOpen(child)
  return {
    url: `http://localhost:${port}`,
    makeAdmin: (email) => setRole(database.url, email),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await gone
      await database.drop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

function untilOpen(child: ChildProcess) {
  return new Promise<void>((resolve, reject) => {
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.includes('Segue is open')) resolve()
      })
    child.once('exit', () => reject(new Error(`Segue did not start:\n${said}`)))
  })
}

async function setRole(databaseUrl: string, email: string) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query(`update "Listener" set role = 'ADMIN' where email = $1`, [email])
    if (rowCount !== 1) throw new Error(`There is no account with the address ${email}.`)
  } finally {
    await client.end()
  }
}
