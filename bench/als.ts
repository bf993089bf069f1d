import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AlsModel, gramOf, randomFactors } from '@segue/recommender/als'
import { startAlsThreads } from '@segue/recommender/als-threads'
import { type SparseRows, transpose } from '@segue/recommender/interactions'
import { seededRandom } from '@segue/recommender/seeded-random'
import type { BenchResult } from './bench.ts'

const LISTENERS = 100_000
const ITEMS = 50_000
const ENTRIES = 10_000_000
const FACTORS = [64, 128]
const ITERATIONS = 3
const REGULARISATION = 10
const SEED = 'als bench'
const THREADS = availableParallelism()

interface Outcome {
  /** the fastest iteration, both halves */
  iterationSeconds: number
  /** its processor time over all threads, which says more than the clock while the machine does other work too */
  processorSeconds: number
  /** of the whole objective after all iterations */
  loss: number
}

/** One iteration of implicit matrix factorisation: ours beside Python's `implicit`, same data, start and threads. */
export async function run(): Promise<BenchResult> {
  const matrix = listening()
  const results: Record<string, Record<string, Outcome | null>> = {}
  for (const factors of FACTORS)
    results[factors] = {
      segue: await timeOurs(matrix, factors),
      'implicit, conjugate gradients': timeImplicit(matrix, { factors, solver: 'cg' }),
      'implicit, Cholesky': timeImplicit(matrix, { factors, solver: 'cholesky' }),
    }
  return {
    title: `one ALS iteration, ${LISTENERS} x ${ITEMS}, ${matrix.indices.length} entries, ${THREADS} threads, best of ${ITERATIONS}`,
    columns: ['factors', 'solver', 'seconds', 'x ours', 'CPU seconds', 'x ours', `loss after ${ITERATIONS} / ours`],
    rows: Object.entries(results).flatMap(([factors, bySolver]) =>
      Object.entries(bySolver).map(([solver, outcome]) => [
        Number(factors),
        solver,
        outcome?.iterationSeconds ?? null,
        outcome && outcome.iterationSeconds / bySolver.segue!.iterationSeconds,
        outcome?.processorSeconds ?? null,
        outcome && outcome.processorSeconds / bySolver.segue!.processorSeconds,
        outcome && (outcome.loss / bySolver.segue!.loss).toFixed(4),
      ]),
    ),
    json: { threads: THREADS, factors: results },
  }
}

/** Groups with their own music, famous and unknown tracks, eager and casual listeners. */
function listening(): SparseRows {
  const random = seededRandom(SEED)
  const groups = 50
  const rows = Array.from({ length: LISTENERS }, () => Math.exp(random.normal()))
  const scale = ENTRIES / rows.reduce((sum, eagerness) => sum + eagerness, 0)
  const starts = new Int32Array(LISTENERS + 1)
  const indices = new Int32Array(ENTRIES + LISTENERS)
  let at = 0
  for (let listener = 0; listener < LISTENERS; listener++) {
    const count = Math.min(ITEMS / 10, Math.max(1, Math.round(rows[listener] * scale)))
    const met = new Set<number>()
    while (met.size < count) {
      const rank = Math.floor(ITEMS * random.next() ** 2.5)
      met.add(random.next() < 0.5 ? rank - (rank % groups) + (listener % groups) : rank)
    }
    const end = Math.min(indices.length, at + met.size)
    indices.set(
      [...met].slice(0, end - at).sort((a, b) => a - b),
      at,
    )
    at = end
    starts[listener + 1] = at
  }
  const confidence = Float32Array.from({ length: at }, () => 1 + random.integer(8))
  return {
    rows: LISTENERS,
    columns: ITEMS,
    starts,
    indices: indices.subarray(0, at),
    confidence,
    // implicit's objective gives an observed pair 1 + c in all, of which ours counts 1 among the unobserved
    preference: confidence.map((c) => (1 + c) / c),
  }
}

async function timeOurs(matrix: SparseRows, factors: number): Promise<Outcome> {
  const threads = await startAlsThreads({ threads: THREADS })
  const byItem = transpose(matrix)
  const listenerFactors = new Float32Array(LISTENERS * factors)
  const itemFactors = randomFactors({ rows: ITEMS, factors, scale: 0.1, seed: SEED })
  const half = { factors, unobservedWeight: 1, ridge: () => REGULARISATION }
  const seconds: number[] = []
  const processorSeconds: number[] = []
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const startedAt = performance.now()
    const usedBefore = process.cpuUsage()
    threads.solveRows({ ...half, matrix, fixed: itemFactors, solved: listenerFactors })
    threads.solveRows({ ...half, matrix: byItem, fixed: listenerFactors, solved: itemFactors })
    seconds.push((performance.now() - startedAt) / 1000)
    const { user, system } = process.cpuUsage(usedBefore)
    processorSeconds.push((user + system) / 1e6)
  }
  await threads.close()
  return {
    iterationSeconds: Math.min(...seconds),
    processorSeconds: Math.min(...processorSeconds),
    loss: lossOf(matrix, { factors, listenerFactors, itemFactors }),
  }
}

/** In python3 (or the one named by PYTHON), with its linear algebra held to one thread within each of its own. */
function timeImplicit(
  matrix: SparseRows,
  { factors, solver }: { factors: number; solver: 'cg' | 'cholesky' },
): Outcome | null {
  const folder = mkdtempSync(join(tmpdir(), 'segue-bench-'))
  try {
    const write = (name: string, { buffer, byteOffset, byteLength }: Int32Array | Float32Array) =>
      writeFileSync(join(folder, name), new Uint8Array(buffer, byteOffset, byteLength))
    write('starts.i32', matrix.starts)
    write('indices.i32', matrix.indices)
    write(
      'confidence.f32',
      matrix.confidence.map((c) => 1 + c),
    )
    write('items.f32', randomFactors({ rows: ITEMS, factors, scale: 0.1, seed: SEED }))
    const script = join(import.meta.dirname, 'peers', 'implicit_als.py')
    const settings = [folder, factors, ITERATIONS, THREADS, REGULARISATION, solver].map(String)
    const oneThread = { OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
    const python = spawnSync(process.env.PYTHON ?? 'python3', [script, ...settings], {
      env: { ...process.env, ...oneThread },
      encoding: 'utf8',
    })
    if (python.status !== 0) return null
    const { seconds, processorSeconds } = JSON.parse(python.stdout) as Record<string, number[]>
    const read = (name: string) => new Float32Array(new Uint8Array(readFileSync(join(folder, name))).buffer)
    const model = { factors, listenerFactors: read('found-listeners.f32'), itemFactors: read('found-items.f32') }
    return {
      iterationSeconds: Math.min(...seconds!),
      processorSeconds: Math.min(...processorSeconds!),
      loss: lossOf(matrix, model),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Σ_observed c(p − x·y)² + Σ_all (x·y)² + λ(|X|² + |Y|²) */
function lossOf(matrix: SparseRows, { factors: k, listenerFactors, itemFactors }: AlsModel): number {
  const { rows, starts, indices, preference, confidence } = matrix
  let loss = 0
  for (let row = 0; row < rows; row++)
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      let dot = 0
      for (let f = 0, x = row * k, y = indices[at] * k; f < k; f++) dot += listenerFactors[x + f] * itemFactors[y + f]
      loss += confidence[at] * (preference[at] - dot) ** 2
    }
  const [listenerGram, itemGram] = [gramOf(listenerFactors, k), gramOf(itemFactors, k)]
  for (let i = 0; i < k; i++)
    for (let j = 0; j <= i; j++) loss += (i === j ? 1 : 2) * listenerGram[i * k + j] * itemGram[i * k + j]
  for (let i = 0; i < k; i++) loss += REGULARISATION * (listenerGram[i * k + i] + itemGram[i * k + i])
  return loss
}
