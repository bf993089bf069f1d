import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunFolder } from './run-folder.ts'
import { say } from './say.ts'

export interface ChildOptions {
  name: string
  args: string[]
  folder: string
  env: NodeJS.ProcessEnv
  onMessage?: (message: unknown) => void
  /** only what it says on stderr is shown */
  quiet?: boolean
}

const EXIT_WITH_PARENT = new URL('./exit-with-parent.mjs', import.meta.url).href
const MAX_CRASHES_PER_MINUTE = 4

/** Starts node processes, restarts those that crash, ends them all. */
export class Children {
  private readonly running = new Map<string, ChildProcess>()
  private isStopping = false

  constructor(
    private readonly run: RunFolder,
    /** called when a child crashes again and again */
    private readonly giveUp: (reason: string) => void,
  ) {}

  start(options: ChildOptions) {
    const crashes: number[] = []
    const launch = () => {
      const child = spawn(process.execPath, ['--import', EXIT_WITH_PARENT, ...options.args], {
        cwd: options.folder,
        env: options.env,
        stdio: ['ignore', options.quiet ? 'ignore' : 'inherit', 'inherit', 'ipc'],
      })
      this.running.set(options.name, child)
      if (child.pid) this.run.add(options.name, child.pid)
      if (options.onMessage) child.on('message', options.onMessage)
      child.once('exit', async (code, signal) => {
        if (this.isStopping || this.running.get(options.name) !== child) return
        const now = Date.now()
        crashes.push(now)
        const recent = crashes.filter((at) => now - at < 60_000).length
        if (recent > MAX_CRASHES_PER_MINUTE || code === EXIT_CONFIG)
          return this.giveUp(
            `The ${options.name} process ended (${signal ?? `exit code ${code}`}) and does not stay up.`,
          )
        say(`The ${options.name} process ended (${signal ?? `exit code ${code}`}); starting it again.`)
        await sleep(200 * 2 ** recent)
        if (!this.isStopping) launch()
      })
    }
    launch()
  }

  /** For work that ends by itself. */
  runOnce({ args, folder, env }: ChildOptions) {
    const child = spawn(process.execPath, ['--import', EXIT_WITH_PARENT, ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.running.set(`once ${child.pid}`, child)
  }

  /** Ends one child and starts it anew, for `npm run dev`. */
  async restart(options: ChildOptions) {
    const child = this.running.get(options.name)
    this.running.delete(options.name)
    if (child) await end(child)
    if (!this.isStopping) this.start(options)
  }

  async stop() {
    this.isStopping = true
    await Promise.all([...this.running.values()].map(end))
  }
}

/** a process that finds its configuration wrong exits with this code: starting it again would not help */
const EXIT_CONFIG = 78

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const killer = setTimeout(() => child.kill('SIGKILL'), 8000)
  await exited
  clearTimeout(killer)
}
