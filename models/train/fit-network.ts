import { Worker } from 'node:worker_threads'
import { selectBackend } from '../src/backend/select-backend.ts'
import type { TrainingState } from './checkpoint.ts'
import { buildReplica, fitReplica } from './fit-replica.ts'
import { aloneGroup, createGroupMemory } from './replica-group.ts'
import type { EpochScore, TrainingJob } from './training-job.ts'

type Message = { score?: EpochScore; state?: TrainingState }

/** Trains a network, with `threads` replicas that share each batch; with one, in this thread. */
export async function fitNetwork(
  job: TrainingJob,
  { threads, onEpoch }: { threads: number; onEpoch?: (score: EpochScore) => void },
): Promise<TrainingState> {
  await selectBackend()
  if (threads === 1) return fitReplica(job, { group: aloneGroup, onEpoch })
  const memory = createGroupMemory(threads, countParameters(job))
  const ranks = Array.from({ length: threads }, (_, rank) => rank)
  const states = await Promise.all(ranks.map((rank) => runReplica({ job, memory, rank }, onEpoch)))
  return states[0] as TrainingState
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

function countParameters(job: TrainingJob): number {
  const { network } = buildReplica(job)
  const count = network.countParams()
  network.dispose()
  return count
}
