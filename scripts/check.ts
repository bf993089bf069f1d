// `npm run check`: everything that can be known without running the product. Ends with 1 when anything is wrong.
import { availableParallelism } from 'node:os'
import { checkArchitecture } from './check/check-architecture.ts'
import { checkMigrations } from './check/check-migrations.ts'
import { checkWeb } from './check/check-web.ts'
import { type Faults, runCommand } from './check/run-command.ts'

interface Step {
  name: string
  run(): Promise<Faults>
}

/** The longest first, so that the others fit beside them. */
const STEPS: readonly Step[] = [
  { name: 'types', run: () => runCommand('tsc', ['-p', '.']) },
  { name: 'types of the web part', run: checkWeb },
  { name: 'migrations make the schema', run: checkMigrations },
  { name: 'GraphQL schema is printed', run: () => runNode('apps/api/src/print-schema.ts', '--check') },
  { name: 'format and lint', run: () => runCommand('biome', ['check', '--error-on-warnings', '.']) },
  { name: 'architecture', run: checkArchitecture },
]

const runNode = (file: string, ...args: string[]) => runCommand('node', ['--import', 'tsx', file, ...args])

const waiting = [...STEPS]
const failed: { name: string; faults: Faults }[] = []
const lanes = Math.min(availableParallelism(), STEPS.length)
await Promise.all(Array.from({ length: lanes }, runWaiting))
for (const { name, faults } of failed) console.log(`\n── ${name}\n\n${faults}`)
console.log(failed.length ? `\n${failed.length} of ${STEPS.length} checks failed.` : '\nAll is well.')
process.exitCode = failed.length ? 1 : 0

async function runWaiting() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const startedMs = performance.now()
    const faults = await step.run().catch((error: unknown) => String(error instanceof Error ? error.stack : error))
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    console.log(`${faults ? '✗' : '✓'} ${step.name.padEnd(28)} ${seconds.padStart(6)} s`)
    if (faults) failed.push({ name: step.name, faults })
  }
}
