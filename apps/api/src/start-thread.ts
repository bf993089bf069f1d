import { type ResourceLimits, Worker } from 'node:worker_threads'

/** A worker thread that runs a TypeScript module; `data` is its `workerData.data`. */
export function startThread(module: URL, options: { data?: unknown; resourceLimits?: ResourceLimits } = {}): Worker {
  const { data, resourceLimits } = options
  return new Worker(new URL('./thread-entry.mjs', import.meta.url), {
    workerData: { module: module.href, data },
    execArgv: [],
    resourceLimits,
  })
}
