// The worker process: makes the demo, analyses what was uploaded, trains the taste model.
import { shippedAnalysisVersion } from '@segue/models/analysis-version'
import { analyseBacklog } from './analysis/analyse-backlog.ts'
import { createAnalysisPool } from './analysis/analysis-pool.ts'
import { InvalidConfig, readConfig } from './config.ts'
import { seedDemo } from './demo/seed-demo.ts'
import { createDeps } from './deps.ts'
import { trainTasteModel } from './training/train-taste-model.ts'
import { uploadTrack } from './upload/upload-track.ts'

const MINUTE_MS = 60_000
const open: (() => Promise<unknown>)[] = []
const stopping = new AbortController()
let closing: Promise<void> | undefined

process.on('SIGTERM', () => close(0))
process.on('SIGINT', () => close(0))
process.on('disconnect', () => close(0)) // the launcher is gone
main().catch((error: unknown) => {
  if (stopping.signal.aborted) return
  console.error(error instanceof InvalidConfig ? error.message : error)
  close(1)
})

async function main() {
  const config = readConfig(process.env)
  const { deps, close: closeDeps } = await createDeps(config)
  open.push(closeDeps)
  process.on('unhandledRejection', (reason) => deps.log.error({ err: reason }, 'unhandled rejection'))
  const modelVersion = await shippedAnalysisVersion()
  const pool = createAnalysisPool({ config, log: deps.log })
  open.push(() => pool.close())
  open.push(async () => stopping.abort())

  await deps.jobs.work(
    'demo',
    () =>
      seedDemo(deps, {
        upload: takeIn,
        onProgress: tell('Composing the demo catalogue'),
        signal: stopping.signal,
      }),
    {
      everyMs: 60 * MINUTE_MS,
    },
  )
  await deps.jobs.work(
    'analyse',
    async () => {
      const { analysed } = await analyseBacklog(deps, {
        pool,
        modelVersion,
        signal: stopping.signal,
        onProgress: tell('Listening to new tracks'),
      })
      if (analysed > 0) await deps.jobs.wake('train', { reason: 'new sounds' })
    },
    { everyMs: MINUTE_MS },
  )
  const train = async () => {
    await trainTasteModel(deps)
  }
  await deps.jobs.work('train', train, { everyMs: 10 * MINUTE_MS })

  function takeIn(...[bytes, source]: Parameters<Parameters<typeof seedDemo>[1]['upload']>) {
    return uploadTrack(bytes, source, deps)
  }
}

/** The launcher shows one bar at a time. */
function tell(label: string) {
  return (progress: { done: number; total: number }) => process.send?.({ progress: { label, ...progress } })
}

function close(exitCode: number): Promise<void> {
  closing ??= (async () => {
    setTimeout(() => process.exit(exitCode || 1), 10_000).unref()
    for (const undo of open.reverse()) await undo().catch((error) => console.error(error))
    process.exit(exitCode)
  })()
  return closing
}
