// The api process: configuration, dependencies, server; closed in reverse.
import { type Config, InvalidConfig, readConfig } from './config.ts'
import { createDeps } from './deps.ts'
import { createServer } from './server.ts'

const open: (() => Promise<unknown>)[] = []
let closing: Promise<void> | undefined

process.on('SIGTERM', () => close(0))
process.on('SIGINT', () => close(0))
process.on('disconnect', () => close(0)) // the launcher is gone
main().catch((error: unknown) => {
  console.error(explain(error))
  close(1)
})

async function main() {
  const config = readConfig(process.env)
  const { deps, close: closeDeps } = await createDeps(config)
  open.push(closeDeps)
  // One request's forgotten promise must not cut everybody's music; it is a defect, so it is logged as one.
  process.on('unhandledRejection', (reason) => deps.log.error({ err: reason }, 'unhandled rejection'))
  const server = await createServer(deps)
  open.push(() => server.close())
  await listen(server, config)
  process.send?.({ ready: true })
}

async function listen(server: Awaited<ReturnType<typeof createServer>>, { host, port }: Config) {
  try {
    await server.listen({ host, port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new StartError(`Port ${port} on ${host} is used by another program. Stop it, or choose another PORT.`)
    if ((error as NodeJS.ErrnoException).code === 'EACCES')
      throw new StartError(`This user may not open port ${port} on ${host}. Choose another PORT.`)
    throw error
  }
}

class StartError extends Error {}

function explain(error: unknown) {
  return error instanceof InvalidConfig || error instanceof StartError ? error.message : error
}

function close(exitCode: number): Promise<void> {
  closing ??= (async () => {
    const lastResort = setTimeout(() => process.exit(exitCode || 1), 10_000)
    lastResort.unref()
    for (const undo of open.reverse()) await undo().catch((error) => console.error(error))
    process.exit(exitCode)
  })()
  return closing
}
