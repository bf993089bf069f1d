import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

interface Running {
  launcher: number
  children: { name: string; pid: number }[]
}

/**
 * `<data>/run/processes.json` names the processes of this installation, so that a start after a crash can clear away
 * what the crash left, and two starts on one data folder do not fight.
 */
export class RunFolder {
  private readonly file: string
  private readonly running: Running = { launcher: process.pid, children: [] }

  constructor(
    private readonly folder: string,
    private readonly root: string,
  ) {
    this.file = path.join(folder, 'processes.json')
  }

  /** @returns the names of left-over processes that were stopped @throws Error when another launcher is alive */
  async claim(): Promise<string[]> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    const previous = this.read()
    if (previous && previous.launcher !== process.pid && this.isOurs(previous.launcher))
      throw new Error(
        `Segue already runs on this data folder (process ${previous.launcher}). Stop it first, or set SEGUE_DATA to another folder.`,
      )
    const leftOvers = (previous?.children ?? []).filter(({ pid }) => this.isOurs(pid))
    for (const { pid } of leftOvers) await this.stop(pid)
    this.write()
    return leftOvers.map(({ name }) => name)
  }

  add(name: string, pid: number) {
    this.running.children = [...this.running.children.filter((child) => child.name !== name), { name, pid }]
    this.write()
  }

  /** Lets scripts such as `npm run import` find the database of a running installation. */
  publishDatabaseUrl(url: string) {
    writeFileSync(path.join(this.folder, 'database-url'), url, { mode: 0o600 })
  }

  release() {
    for (const name of ['processes.json', 'database-url']) rmSync(path.join(this.folder, name), { force: true })
  }

  private read(): Running | undefined {
    try {
      return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as Running) : undefined
    } catch {
      return undefined // half written when the machine went down
    }
  }

  private write() {
    writeFileSync(this.file, JSON.stringify(this.running), { mode: 0o600 })
  }

  /** A process id may belong to a stranger by now: only one that runs our code counts. */
  private isOurs(pid: number) {
    try {
      process.kill(pid, 0)
    } catch {
      return false
    }
    const proc = `/proc/${pid}`
    if (!existsSync('/proc/self/cmdline')) return true
    if (!existsSync(`${proc}/cmdline`)) return false
    const commandLine = readFileSync(`${proc}/cmdline`, 'utf8')
    return commandLine.includes(this.root) || commandLine.includes('scripts/start.ts')
  }

  private async stop(pid: number) {
    process.kill(pid, 'SIGTERM')
    for (let waitedMs = 0; this.isOurs(pid); waitedMs += 50) {
      if (waitedMs > 5000) process.kill(pid, 'SIGKILL')
      await sleep(50)
    }
  }
}
