import { parentPort, workerData } from 'node:worker_threads'
import { selectBackend } from '../src/backend/select-backend.ts'
import { fitReplica } from './fit-replica.ts'
import { type GroupMemory, joinGroup } from './replica-group.ts'
import type { TrainingJob } from './training-job.ts'

/** One replica in its own thread, with its own single-threaded wasm backend. */
const { job, memory, rank } = workerData as { job: TrainingJob; memory: GroupMemory; rank: number }
await selectBackend({ force: 'wasm' })
const state = await fitReplica(job, {
  group: joinGroup(memory, rank),
  onEpoch: (score) => rank === 0 && parentPort?.postMessage({ score }),
})
if (rank === 0) parentPort?.postMessage({ state })
