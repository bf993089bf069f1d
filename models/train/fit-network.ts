import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { selectBackend } from '../src/backend/select-backend.ts'
import type { TrainingState } from './checkpoint.ts'
import { fitReplica } from './fit-replica.ts'
import { sizeOf } from './flat-variables.ts'
import { buildReplica } from './replica.ts'
import { aloneGroup, createGroupMemory } from './replica-group.ts'
import type { EpochScore, TrainingJob } from './training-job.ts'

type Message = { score?: EpochScore; state?: TrainingState }

/** More replicas than this gain little: each batch is only so large. */
const MOST_REPLICAS = 4

/**
 * Trains a network on the fastest backend: on wasm with `threads` replicas that share each batch (by default one a
 * core), elsewhere in this thread, since the other backends use all cores themselves.
 */
export async function fitNetwork(
  job: TrainingJob,
  { threads, onEpoch }: { threads: number | null; onEpoch?: (score: EpochScore) => void },
): Promise<TrainingState> {
  const replicas = await replicaCount(threads)
  if (replicas === 1) return fitReplica(job, { group: aloneGroup, onEpoch })
  const memory = createGroupMemory(replicas, await countParameters(job))
  const ranks = Array.from({ length: replicas }, (_, rank) => rank)
  const states = await Promise.all(ranks.map((rank) => runReplica({ job, memory, rank }, onEpoch)))
  return states[0] as TrainingState
}

/** How many threads train one network together. */
export async function replicaCount(threads: number | null): Promise<number> {
  const { name } = await selectBackend()
  if (name !== 'wasm') return 1
  return threads ?? Math.min(MOST_REPLICAS, availableParallelism())
}

function runReplica(workerData: object, onEpoch?: (score: EpochScore) => void): Promise<TrainingState | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./replica-worker.mjs', import.meta.url), { workerData, execArgv: [] })
    let state: TrainingState | undefined
    worker.on('message', (message: Message) => {
      if (message.score) onEpoch?.(message.score)
      if (message.state) state = message.state
    })
    worker.on('error', reject)
    worker.on('exit', (code) =>
      code === 0 ? resolve(state) : reject(new Error(`A training thread ended with ${code}.`)),
    )
  })
}

async function countParameters(job: TrainingJob): Promise<number> {
  const { network, weights, statistics } = buildReplica(job)
  const count = sizeOf([...weights, ...statistics])
  network.dispose()
  return count
}
