// `npm start` and `npm run dev`: database, migrations, api, web site, worker; in that order, and back on Ctrl-C.
import { existsSync, mkdirSync, watch } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readConfig } from '../apps/api/src/config.ts'
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from '../prisma/embedded-postgres.ts'
import { migrate } from '../prisma/migrate.ts'
import { buildWeb } from './launcher/build-web.ts'
import { type ChildOptions, Children } from './launcher/children.ts'
import { demoAccounts } from './launcher/demo-accounts.ts'
import { RunFolder } from './launcher/run-folder.ts'
import { say, sayProgress } from './launcher/say.ts'
import { loadSecrets } from './launcher/secrets.ts'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const { values: options } = parseArgs({
  options: { dev: { type: 'boolean', default: false }, music: { type: 'string' } },
})
const started: (() => Promise<void> | void)[] = []
let stopping: Promise<void> | undefined

process.on('SIGINT', () => stop(0))
process.on('SIGTERM', () => stop(0))
process.on('SIGHUP', () => stop(0))
start().catch((error: unknown) => {
  if (stopping) return
  console.error(`\n${error instanceof Error ? error.message : error}`)
  stop(1)
})

async function start() {
  if (options.music && !existsSync(options.music)) throw new Error(`The music folder ${options.music} does not exist.`)
  if (existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'))
  const dataFolder = path.resolve(root, process.env.SEGUE_DATA || '.data')
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 })
  const run = new RunFolder(path.join(dataFolder, 'run'), root)
  const webPort = await freePort()
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...loadSecrets(dataFolder),
    SEGUE_DATA: dataFolder,
    DATABASE_URL: process.env.DATABASE_URL || 'postgresql://embedded',
    SEGUE_WEB_URL: `http://127.0.0.1:${webPort}`,
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: options.dev ? 'development' : 'production',
  }
  const config = readConfig(env)
  const leftOvers = await run.claim()
  started.push(() => run.release())
  if (leftOvers.length) say(`Stopped what an earlier run had left: ${leftOvers.join(', ')}`)
  await demandFreePort(config.port, config.host)

  env.DATABASE_URL = process.env.DATABASE_URL || (await startDatabase(dataFolder))
  run.publishDatabaseUrl(env.DATABASE_URL)
  const applied = await migrate(env.DATABASE_URL)
  say(applied.length ? `Database ready, ${applied.length} migration(s) applied` : 'Database ready')

  const children = new Children(run, (reason) => {
    console.error(`\n${reason}`)
    stop(1)
  })
  started.push(() => children.stop())
  const localUrl = `http://${['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host}:${config.port}`
  const api = node('api', 'apps/api/src/main.ts', env)
  const worker = { ...node('worker', 'apps/api/src/worker.ts', env), onMessage: showProgress }
  children.start(api)
  await untilAnswers(`${localUrl}/healthz`)
  say(`API ready at ${config.publicUrl}/graphql`)

  await startWeb(children, { env, webPort, localUrl, publicUrl: config.publicUrl })
  say(`Segue is open at ${config.publicUrl}`)
  children.start(worker)
  if (config.demo) for (const line of await demoAccounts(localUrl)) say(line)
  if (options.dev) restartOnChange(children, [api, worker])
  if (options.music) children.runOnce(node('import', 'scripts/import.ts', { ...env }, [path.resolve(options.music)]))
}

async function startDatabase(dataFolder: string): Promise<string> {
  const folder = path.join(dataFolder, 'postgres')
  if (!existsSync(path.join(folder, 'cluster'))) say('Creating the database …')
  const port = Number(process.env.SEGUE_POSTGRES_PORT || 0)
  let postgres: EmbeddedPostgres = await startEmbeddedPostgres({ folder, port })
  const keepUp = () =>
    postgres.exited.then(async () => {
      if (stopping) return
      say('The database process ended; starting it again.')
      postgres = await startEmbeddedPostgres({ folder, port: Number(new URL(postgres.url).port) })
      keepUp()
    })
  keepUp().catch((error) => {
    console.error(error.message)
    stop(1)
  })
  started.push(() => postgres.stop())
  return postgres.url
}

interface WebOptions {
  env: NodeJS.ProcessEnv
  webPort: number
  localUrl: string
  publicUrl: string
}

async function startWeb(children: Children, { env, webPort, localUrl, publicUrl }: WebOptions) {
  const nextBin = createRequire(path.join(root, 'apps/web/package.json')).resolve('next/dist/bin/next')
  if (!options.dev)
    await buildWeb({ root, nextBin, onStart: () => say('Building the web site (only after a change) …') })
  const args = [nextBin, options.dev ? 'dev' : 'start', '-p', String(webPort), '-H', '127.0.0.1']
  const webEnv = { ...env, SEGUE_API_URL: localUrl, NEXTAUTH_URL: publicUrl, DATABASE_URL: '', PORT: String(webPort) }
  children.start({ name: 'web', args, folder: path.join(root, 'apps/web'), env: webEnv, quiet: !options.dev })
  await untilAnswers(`http://127.0.0.1:${webPort}/signin`)
}

function node(name: string, script: string, env: NodeJS.ProcessEnv, args: string[] = []): ChildOptions {
  return { name, args: ['--import', import.meta.resolve('tsx'), path.join(root, script), ...args], folder: root, env }
}

function showProgress(message: unknown) {
  const { progress, text } = message as { progress?: { label: string; done: number; total: number }; text?: string }
  if (progress) sayProgress(progress.label, progress)
  if (text) say(text)
}

function restartOnChange(children: Children, restarted: ChildOptions[]) {
  let timer: NodeJS.Timeout | undefined
  for (const folder of ['apps/api/src', 'packages', 'models/src', 'prisma'])
    watch(path.join(root, folder), { recursive: true }, (_, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.test.ts') || file.includes('node_modules')) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        say(`${file} changed: restarting api and worker`)
        for (const child of restarted) children.restart(child)
      }, 200)
    })
}

async function untilAnswers(url: string) {
  for (;;) {
    try {
      const response = await fetch(url, { redirect: 'manual' })
      if (response.status < 500) return
    } catch {
      // not listening yet
    }
    if (stopping) throw new Error('stopped')
    await sleep(100)
  }
}

function demandFreePort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} is used by another program. Stop that, or choose another: PORT=${port + 1} npm start`,
            )
          : error,
      ),
    )
    server.listen(port, host, () => server.close(() => resolve()))
  })
}

function stop(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    if (exitCode === 0) say('Stopping …')
    for (const undo of started.reverse()) await undo()
    if (exitCode === 0) say('Stopped.')
    process.exit(exitCode)
  })()
  return stopping
}
