import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../../prisma/embedded-postgres.ts'

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

if (!hasRedis && process.env.SEGUE_REQUIRE_ALL_SUITES === 'true')
  throw new Error('redis-server is not installed, and SEGUE_REQUIRE_ALL_SUITES allows no skipped suite.')

export const redisSuite = hasRedis ? 'Redis' : 'Redis (skipped: redis-server is not installed)'

/** A real redis-server of the test's own, on a free port, that can be killed and come back. */
export async function startRedis() {
  const folder = mkdtempSync(path.join(tmpdir(), 'segue-redis-'))
  const port = await freePort()
  let server: ChildProcess | undefined
  const start = async () => {
    const settings = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'no',
    ]
    server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise<void>((resolve, reject) => {
      server!.once('error', reject)
      server!.stdout!.on('data', (text) => String(text).includes('Ready to accept connections') && resolve())
    })
  }
  const kill = async () => {
    if (!server) return
    const gone = new Promise((resolve) => server!.once('exit', resolve))
    server.kill('SIGKILL')
    await gone
    server = undefined
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    async stop() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
