// Stands in for the analysis thread where a test wants it to die or hang: at the tracks whose path it is told, as often
// as it is told. Everything else it leaves to the real one.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'

/** How the next tracks fail, one entry a track; kept in a file, since the thread itself does not survive. */
const plan = new URL(import.meta.url).searchParams.get('plan')!
const port = parentPort!

port.on('message', () => {
  const faults: string[] = existsSync(plan) ? JSON.parse(readFileSync(plan, 'utf8')) : []
  const fault = faults.shift()
  writeFileSync(plan, JSON.stringify(faults))
  if (fault === 'die') process.exit(1)
  if (fault === 'throw') throw new Error('a defect in the thread')
  if (fault === 'hang') for (;;);
})
await import('../../apps/api/src/analysis/analysis-thread.ts')
