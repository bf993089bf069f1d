import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts'

export interface EmbeddedPostgres {
  /** connection string of the database `segue` */
  url: string
  /** settles when the server has ended, for whatever reason */
  exited: Promise<void>
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** created when it is missing; holds the cluster and its password */
  folder: string
  /** 0 takes a free one */
  port: number
  /** for throw-away clusters of tests: data is lost when the machine crashes */
  throwAway?: boolean
  onLog?: (line: string) => void
}

const NOBODY = 65534

/**
 * Starts the PostgreSQL that comes from npm on 127.0.0.1, with its cluster in `folder`. A postmaster that an earlier,
 * killed process left on the same cluster is stopped first.
 *
 * PostgreSQL refuses to run as root. For root it is started in a user namespace, where the same files belong to user
 * 1000: nothing on the system changes, and it works below folders that only root may enter. Where namespaces are
 * forbidden (many containers), it runs as `nobody`.
 *
 * @throws Error that says what is in the way
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = postgresBinaries()
  const folder = path.resolve(options.folder)
  const cluster = path.join(folder, 'cluster')
  await stopLeftOver(cluster)
  const port = options.port || (await freePort())
  const launch = launcher(folder, binaries)
  const password = createCluster({ cluster, folder, binaries, launch })
  const server = startServer({ cluster, port, launch, binaries, options })
  const url = (database: string) => `postgresql://segue:${password}@127.0.0.1:${port}/${database}`
  await untilReady(server, port)
  await createDatabase(url('postgres'))
  const exited = new Promise<void>((resolve) => server.process.once('exit', () => resolve()))
  return { url: url('segue'), exited, stop: () => stopServer(server.process) }
}

interface Launch {
  command(program: string, args: string[]): [string, string[]]
  /** given to spawn when another user has to own the process */
  identity: { uid?: number; gid?: number }
}

function launcher(folder: string, binaries: PostgresBinaries): Launch {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (process.getuid?.() !== 0) return { command: (program, args) => [program, args], identity: {} }
  const inNamespace = (program: string, args: string[]): [string, string[]] => [
    'unshare',
    ['-U', '--map-user=1000', '--map-group=1000', program, ...args],
  ]
  if (spawnSync(...inNamespace(binaries.postgres, ['--version'])).status === 0)
    return { command: inNamespace, identity: {} }
  const identity = { uid: NOBODY, gid: NOBODY }
  chmodSync(folder, 0o711)
  if (spawnSync(binaries.postgres, ['--version'], identity).status === 0 && canEnter(folder, identity))
    return { command: (program, args) => [program, args], identity }
  throw new Error(
    'PostgreSQL does not run as root, user namespaces are not allowed here, and the user "nobody" cannot reach ' +
      `${folder}. Run as an ordinary user, or set SEGUE_DATA to a folder that others may enter, or set DATABASE_URL.`,
  )
}

function canEnter(folder: string, identity: { uid: number; gid: number }) {
  return spawnSync(process.execPath, ['-e', `process.chdir(${JSON.stringify(folder)})`], identity).status === 0
}

/** Makes the cluster unless it is there. @returns its password */
function createCluster({ cluster, folder, binaries, launch }: ClusterPaths & { folder: string }): string {
  const passwordFile = path.join(folder, 'password')
  if (existsSync(path.join(cluster, 'PG_VERSION')) && existsSync(passwordFile))
    return readFileSync(passwordFile, 'utf8')
  rmSync(cluster, { recursive: true, force: true }) // an interrupted initdb
  mkdirSync(cluster, { mode: 0o700 })
  const password = randomBytes(24).toString('hex')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (launch.identity.uid !== undefined) for (const owned of [cluster, passwordFile]) chownSync(owned, NOBODY, NOBODY)
  // the built-in provider knows the letters of all scripts (lower case, trigrams) whatever locales the system has
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const settings = ['-U', 'segue', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...locale]
  const result = spawnSync(...launch.command(binaries.initdb, ['-D', cluster, ...settings, '--no-sync']), {
    ...launch.identity,
    encoding: 'utf8',
  })
  if (result.status !== 0) {
    rmSync(cluster, { recursive: true, force: true })
    throw new Error(`PostgreSQL could not create its cluster in ${cluster}:\n${result.stderr || result.error}`)
  }
  return password
}

interface ClusterPaths {
  cluster: string
  binaries: PostgresBinaries
  launch: Launch
}

interface Server {
  process: ChildProcess
  /** the last lines that it wrote */
  tail: string[]
}

function startServer(start: ClusterPaths & { port: number; options: EmbeddedPostgresOptions }): Server {
  const { cluster, port, launch, binaries, options } = start
  const fast = options.throwAway ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []
  const settings = ['max_connections=200', 'shared_buffers=128MB', ...fast].flatMap((setting) => ['-c', setting])
  const args = ['-D', cluster, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...settings]
  // Its own process group: Ctrl-C in a terminal reaches every process there, and PostgreSQL has to go last.
  const child = spawn(...launch.command(binaries.postgres, args), {
    ...launch.identity,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const tail: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.trimEnd().split('\n')) {
      tail.push(line)
      if (tail.length > 20) tail.shift()
      options.onLog?.(line)
    }
  })
  return { process: child, tail }
}

async function untilReady({ process: child, tail }: Server, port: number) {
  let spawnError: Error | undefined
  child.on('error', (error) => {
    spawnError = error
  })
  while (!tail.some((line) => line.includes('ready to accept connections'))) {
    if (spawnError || child.exitCode !== null)
      throw new Error(`PostgreSQL did not start on port ${port}:\n${spawnError?.message ?? tail.join('\n')}`)
    await sleep(20)
  }
}

async function createDatabase(maintenanceUrl: string) {
  const client = new pg.Client({ connectionString: maintenanceUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'segue'")
    if (!rowCount) await client.query('create database segue')
  } finally {
    await client.end()
  }
}

async function stopServer(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT') // "fast shutdown": ends sessions, writes a checkpoint
  await exited
}

/** A launcher that was killed leaves its postmaster behind. */
async function stopLeftOver(cluster: string) {
  const pidFile = path.join(cluster, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (!isServerOf(pid, cluster)) return
  process.kill(pid, 'SIGINT')
  for (let waitedMs = 0; isServerOf(pid, cluster); waitedMs += 50) {
    if (waitedMs === 20_000) process.kill(pid, 'SIGQUIT')
    if (waitedMs > 40_000) throw new Error(`A PostgreSQL (process ${pid}) still uses ${cluster}; stop it first.`)
    await sleep(50)
  }
}

function isServerOf(pid: number, cluster: string) {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const commandLine = `/proc/${pid}/cmdline`
  // without /proc (macOS) the pid file is all there is to go by
  return (
    !existsSync('/proc/self/cmdline') ||
    (existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(cluster))
  )
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
