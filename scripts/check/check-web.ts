import { type Faults, runCommand } from './run-command.ts'

const COMMANDS: readonly [program: string, ...args: string[]][] = [
  ['gql.tada', 'generate-output'],
  ['gql.tada', 'check', '--fail-on-warn'],
  ['next', 'typegen'],
  ['tsc', '-p', '.'],
]

/** Types of the web part, its routes and its GraphQL documents, each made by the step before. */
export async function checkWeb(): Promise<Faults> {
  for (const [program, ...args] of COMMANDS) {
    const faults = await runCommand(program, args, { folder: 'apps/web' })
    if (faults) return faults
  }
  return ''
}
