import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What a step has to complain about; empty where all is well. */
export type Faults = string

export interface CommandOptions {
  /** below the repository's root */
  folder?: string
  env?: Record<string, string>
}

/** Runs one of the programs that npm installed, or node itself. @returns what it wrote, unless it ended well */
export function runCommand(
  program: string,
  args: string[],
  { folder = '.', env = {} }: CommandOptions = {},
): Promise<Faults> {
  const cwd = path.join(ROOT, folder)
  const searched = [path.join(ROOT, 'node_modules/.bin'), process.env.PATH].join(path.delimiter)
  const command = program === 'node' ? process.execPath : program
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env, PATH: searched },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(`${program} could not be started: ${error.message}`))
    child.on('close', (code, signal) =>
      resolve(code === 0 ? '' : output.trim() || `${program} ended with ${signal ?? `exit code ${code}`}`),
    )
  })
}
