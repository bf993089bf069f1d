import { type AlsKernel, ROW_SETTINGS } from './als-kernel.ts'

/** What the threads of one training share: numbers of 32 bits at the start of their memory. */
export const JOB = {
  /** raised for each job; threads wait for it */
  generation: 0,
  /** the next block that nobody has taken */
  next: 1,
  /** threads that found nothing left */
  finished: 2,
  /** 1 when a thread could not do its part */
  failed: 3,
  kind: 4,
  blocks: 5,
  rows: 6,
  /** length of a padded row, in bytes */
  bytes: 7,
  starts: 8,
  indices: 9,
  toConfidence: 10,
  toWeighted: 11,
  fixed: 12,
  fixedRows: 13,
  solved: 14,
  gram: 15,
  share: 16,
  diagonal: 17,
  pull: 18,
  towards: 19,
  /** of the first thread; each has `scratchBytes` */
  scratch: 20,
  scratchBytes: 21,
  steps: 22,
  /** [GRAM_CHUNKS x k x k] Float64 */
  partials: 23,
  size: 32,
} as const

export const SOLVE = 1
export const GRAM = 2

/** Rows that a thread takes at once. */
export const ROWS_PER_BLOCK = 64
/** Fixed, so that sums do not depend on how many threads there are. */
export const GRAM_CHUNKS = 64
/** Their length is at most 128 KiB at 128 factors, which a core's own cache holds. */
const GRAM_ROWS = 256

/** Takes block after block of the current job until none is left. */
export function workOff(memory: WebAssembly.Memory, { kernel, thread }: { kernel: AlsKernel; thread: number }): void {
  const job = new Int32Array(memory.buffer, 0, JOB.size)
  const work =
    job[JOB.kind] === SOLVE ? rowSolver(memory, { job, kernel, thread }) : gramSummer(memory, { job, kernel, thread })
  for (;;) {
    const block = Atomics.add(job, JOB.next, 1)
    if (block >= job[JOB.blocks]) return
    work(block)
  }
}

interface Hand {
  job: Int32Array
  kernel: AlsKernel
  thread: number
}

function rowSolver(memory: WebAssembly.Memory, { job, kernel, thread }: Hand): (block: number) => void {
  const address = (word: number) => job[word] >>> 0
  const [rows, bytes] = [job[JOB.rows], job[JOB.bytes]]
  const starts = new Int32Array(memory.buffer, address(JOB.starts), rows + 1)
  const floats = (word: number) => new Float32Array(memory.buffer, address(word), rows)
  const [share, diagonal, pull] = [floats(JOB.share), floats(JOB.diagonal), floats(JOB.pull)]
  const scratch = address(JOB.scratch) + thread * job[JOB.scratchBytes]
  const words = new Int32Array(memory.buffer, scratch, ROW_SETTINGS.size / 4)
  const numbers = new Float32Array(memory.buffer, scratch, ROW_SETTINGS.size / 4)
  const { x, entry, entryEnd, right } = ROW_SETTINGS
  for (const word of ['toConfidence', 'toWeighted', 'fixed', 'gram', 'bytes', 'steps'] as const)
    words[ROW_SETTINGS[word] / 4] = job[JOB[word]]
  const [indices, solved, towards] = [address(JOB.indices), address(JOB.solved), address(JOB.towards)]
  return (block) => {
    const end = Math.min(rows, (block + 1) * ROWS_PER_BLOCK)
    for (let row = block * ROWS_PER_BLOCK; row < end; row++) {
      words[x / 4] = solved + row * bytes
      words[entry / 4] = indices + 4 * starts[row]
      words[entryEnd / 4] = indices + 4 * starts[row + 1]
      words[right / 4] = towards === 0 ? solved : towards + row * bytes
      numbers[ROW_SETTINGS.share / 4] = share[row]
      numbers[ROW_SETTINGS.diagonal / 4] = diagonal[row]
      numbers[ROW_SETTINGS.rightScale / 4] = towards === 0 ? 0 : pull[row]
      kernel.solveRow(scratch, scratch + ROW_SETTINGS.size)
    }
  }
}

function gramSummer(memory: WebAssembly.Memory, { job, kernel, thread }: Hand): (block: number) => void {
  const [rows, bytes] = [job[JOB.fixedRows], job[JOB.bytes]]
  const cells = (bytes / 4) ** 2
  const fixed = job[JOB.fixed] >>> 0
  const tile = (job[JOB.scratch] >>> 0) + thread * job[JOB.scratchBytes]
  const products = new Float32Array(memory.buffer, tile, cells)
  const partials = new Float64Array(memory.buffer, job[JOB.partials] >>> 0, GRAM_CHUNKS * cells)
  const chunkRows = Math.ceil(rows / GRAM_CHUNKS)
  return (chunk) => {
    const sums = partials.subarray(chunk * cells, (chunk + 1) * cells).fill(0)
    const end = Math.min(rows, (chunk + 1) * chunkRows)
    for (let row = chunk * chunkRows; row < end; row += GRAM_ROWS) {
      kernel.gramOfRows(fixed + row * bytes, fixed + Math.min(end, row + GRAM_ROWS) * bytes, bytes, tile)
      for (let cell = 0; cell < cells; cell++) sums[cell] += products[cell]
    }
  }
}
