// One thread of a training: waits for a job in the shared memory, does its part, and waits again until it is terminated.
import { parentPort, workerData } from 'node:worker_threads'
import { JOB, workOff } from './als-job.ts'
import type { AlsKernel } from './als-kernel.ts'

export interface AlsThreadData {
  memory: WebAssembly.Memory
  module: WebAssembly.Module
  thread: number
}

const { memory, module, thread } = workerData as AlsThreadData
const instance = new WebAssembly.Instance(module, { env: { memory } })
const kernel = instance.exports as unknown as AlsKernel
const job = new Int32Array(memory.buffer, 0, JOB.size)
parentPort!.postMessage('ready')
for (let generation = 0; ; ) {
  Atomics.wait(job, JOB.generation, generation)
  generation = Atomics.load(job, JOB.generation)
  try {
    workOff(memory, { kernel, thread })
  } catch {
    Atomics.store(job, JOB.failed, 1)
  }
  Atomics.add(job, JOB.finished, 1)
  Atomics.notify(job, JOB.finished)
}
