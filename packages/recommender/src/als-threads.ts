import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { RowSolver, RowsProblem } from './als.ts'
import { GRAM, GRAM_CHUNKS, JOB, ROWS_PER_BLOCK, SOLVE, workOff } from './als-job.ts'
import { type AlsKernel, alsModule, ROW_SETTINGS } from './als-kernel.ts'
import type { AlsThreadData } from './als-thread.ts'
import type { SparseRows } from './interactions.ts'
import { MOST_PAGES, PAGE_BYTES } from './wasm-assembler.ts'

/** Threads that solve the rows of a factorisation together, over one shared memory. */
export interface AlsThreads {
  /**
   * Like `solveRows`, but from `solved` as it is and by some steps of conjugate gradients in Float32 (Takács et al. 2011):
   * a few percent of the work of the exact minimiser, and over the iterations the same optimum. Blocks until all threads
   * are done. The result does not depend on how many there are. A matrix must not change while it is used again.
   * @throws TrainingMemoryError
   */
  solveRows: RowSolver
  close(): Promise<void>
}

/** The matrix and its factors do not fit the 4 GiB that the threads can share. */
export class TrainingMemoryError extends Error {
  readonly code = 'TRAINING_MEMORY'
}

const LANES = 16
/** Both directions of one matrix. */
const MATRICES_KEPT = 2

/** @param steps of conjugate gradients per row and half iteration; each halves the distance to the minimiser or better */
export async function startAlsThreads({ threads = availableParallelism(), steps = 3 } = {}): Promise<AlsThreads> {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true })
  const module = alsModule()
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as AlsKernel
  const workers = await Promise.all(
    Array.from({ length: threads - 1 }, (_, i) => startWorker({ memory, module, thread: i + 1 })),
  )
  const room = createRoom(memory)
  const job = new Int32Array(memory.buffer, 0, JOB.size)

  function doTogether(kind: number, blocks: number) {
    job[JOB.kind] = kind
    job[JOB.blocks] = blocks
    job[JOB.next] = 0
    job[JOB.finished] = 0
    Atomics.add(job, JOB.generation, 1)
    Atomics.notify(job, JOB.generation)
    workOff(memory, { kernel, thread: 0 })
    for (let done = 0; done < workers.length; done = Atomics.load(job, JOB.finished))
      Atomics.wait(job, JOB.finished, done)
    if (job[JOB.failed]) throw new Error('a training thread could not do its part')
  }

  return {
    solveRows(problem) {
      const { matrix, fixed, solved, factors, prior } = problem
      const stride = Math.ceil(factors / LANES) * LANES
      const cells = stride * stride
      room.enter(matrix)
      const place = {
        fixed: room.floats(matrix.columns * stride),
        solved: room.floats(matrix.rows * stride),
        towards: prior ? room.floats(matrix.rows * stride) : 0,
        share: room.floats(matrix.rows),
        diagonal: room.floats(matrix.rows),
        pull: room.floats(matrix.rows),
        gram: room.floats(cells),
        partials: room.floats(2 * GRAM_CHUNKS * cells),
        scratchBytes: Math.max(cells * 4, ROW_SETTINGS.size + 3 * stride * 4),
        scratch: 0,
      }
      place.scratch = room.floats((threads * place.scratchBytes) / 4)
      Object.entries({ ...room.placeOf(matrix), ...place }).forEach(([name, value]) => {
        job[JOB[name as keyof typeof JOB]] = value
      })
      job[JOB.rows] = matrix.rows
      job[JOB.fixedRows] = matrix.columns
      job[JOB.bytes] = stride * 4
      job[JOB.steps] = steps
      const view = (at: number, length: number) => new Float32Array(memory.buffer, at, length)
      pad(fixed, view(place.fixed, matrix.columns * stride), { factors, stride })
      pad(solved, view(place.solved, matrix.rows * stride), { factors, stride })
      if (prior) pad(prior.towards, view(place.towards, matrix.rows * stride), { factors, stride })
      weighRows(problem, {
        share: view(place.share, matrix.rows),
        diagonal: view(place.diagonal, matrix.rows),
        pull: view(place.pull, matrix.rows),
      })
      doTogether(GRAM, GRAM_CHUNKS)
      sumGram(new Float64Array(memory.buffer, place.partials, GRAM_CHUNKS * cells), view(place.gram, cells))
      doTogether(SOLVE, Math.ceil(matrix.rows / ROWS_PER_BLOCK))
      unpad(view(place.solved, matrix.rows * stride), solved, { factors, stride })
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

async function startWorker(data: AlsThreadData): Promise<Worker> {
  const worker = new Worker(new URL('./als-thread.mjs', import.meta.url), { workerData: data, execArgv: [] })
  await once(worker, 'message')
  worker.unref()
  return worker
}

/** Hands out the shared memory: matrices stay from call to call, what comes after them is written anew each time. */
function createRoom(memory: WebAssembly.Memory) {
  const matrices = new Map<SparseRows, { starts: number; indices: number; toConfidence: number; toWeighted: number }>()
  const start = JOB.size * 4
  let kept = start
  let end = start

  function take(bytes: number): number {
    const at = end
    end += Math.ceil(bytes / 64) * 64
    const missing = Math.ceil(end / PAGE_BYTES) - memory.buffer.byteLength / PAGE_BYTES
    if (missing > 0)
      try {
        memory.grow(missing)
      } catch {
        throw new TrainingMemoryError(`a training of ${Math.round(end / 1e6)} MB needs more than threads can share`)
      }
    return at
  }

  function keep(matrix: SparseRows) {
    if (matrices.size === MATRICES_KEPT) {
      matrices.clear()
      end = start
    }
    const entries = matrix.indices.length
    const starts = take(4 * (matrix.rows + 1))
    const indices = take(4 * entries)
    const confidence = take(4 * entries)
    const weighted = take(4 * entries)
    new Int32Array(memory.buffer, starts, matrix.rows + 1).set(matrix.starts)
    new Int32Array(memory.buffer, indices, entries).set(matrix.indices)
    new Float32Array(memory.buffer, confidence, entries).set(matrix.confidence)
    const products = new Float32Array(memory.buffer, weighted, entries)
    for (let at = 0; at < entries; at++) products[at] = matrix.confidence[at] * matrix.preference[at]
    kept = end
    matrices.set(matrix, { starts, indices, toConfidence: confidence - indices, toWeighted: weighted - indices })
  }

  return {
    enter(matrix: SparseRows) {
      end = kept
      if (!matrices.has(matrix)) keep(matrix)
    },
    placeOf: (matrix: SparseRows) => matrices.get(matrix)!,
    floats: (count: number) => take(4 * count),
  }
}

function weighRows(
  { matrix, unobservedWeight, ridge, prior }: RowsProblem,
  into: { share: Float32Array; diagonal: Float32Array; pull: Float32Array },
): void {
  for (let row = 0; row < matrix.rows; row++) {
    const pull = prior ? prior.pull(row) : 0
    into.pull[row] = pull
    into.diagonal[row] = ridge(row) + pull
    into.share[row] = unobservedWeight * (prior ? prior.unobservedShare(row) : 1)
  }
}

type Widths = { factors: number; stride: number }

function pad(from: Float32Array, to: Float32Array, { factors, stride }: Widths): void {
  if (factors < stride) to.fill(0)
  for (let at = 0, row = 0; at < from.length; at += factors, row += stride) to.set(from.subarray(at, at + factors), row)
}

function unpad(from: Float32Array, to: Float32Array, { factors, stride }: Widths): void {
  for (let at = 0, row = 0; at < to.length; at += factors, row += stride) to.set(from.subarray(row, row + factors), at)
}

/** The chunks in their order, from the upper triangle to both. */
function sumGram(partials: Float64Array, gram: Float32Array): void {
  const k = Math.sqrt(gram.length)
  for (let i = 0; i < k; i++)
    for (let j = i; j < k; j++) {
      let sum = 0
      for (let at = i * k + j; at < partials.length; at += gram.length) sum += partials[at]
      gram[i * k + j] = sum
      gram[j * k + i] = sum
    }
}
