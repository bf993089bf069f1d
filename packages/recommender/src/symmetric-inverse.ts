import { NotPositiveDefiniteError } from './cholesky.ts'
import { TILE_ROWS, type TileProductsKernel, tileProductsModule } from './tile-products-kernel.ts'
import { PAGE_BYTES } from './wasm-assembler.ts'

/** Rows that are eliminated together: their panel stays in the cache. */
const BLOCK = 48

/**
 * A⁻¹ of a symmetric positive definite [n x n] matrix, in place, row-major Float64; only the lower triangle is read, both
 * are written. Block by block with the sweep operator (Goodnight 1979), n³ operations, in a WebAssembly memory that is
 * filled up to whole tiles with rows of the identity. Throws NotPositiveDefiniteError.
 */
export function invertSymmetric(matrix: Float64Array, n: number): Float64Array {
  const bench = workbench(n)
  const { swept, size } = bench
  for (let i = 0; i < size; i++)
    if (i < n) swept.set(matrix.subarray(i * n, i * n + i + 1), i * size)
    else swept[i * size + i] = 1
  for (let start = 0; start < size; start += BLOCK) {
    const block = { start, width: Math.min(BLOCK, size - start) }
    readPanel(bench, block)
    const pivot = invertPivot(bench, block)
    scalePanel(bench, { ...block, pivot })
    bench.subtractProducts(block.width)
    writeSwept(bench, { ...block, pivot })
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const value = -swept[i * size + j]
      matrix[i * n + j] = value
      matrix[j * n + i] = value
    }
  return matrix
}

interface Workbench {
  /** rows and columns, with those filled up */
  readonly size: number
  /** [size x size] of which only the lower triangle means anything */
  readonly swept: Float64Array
  /** [size x width] the block's columns as they were, and times the pivot; in tiles, see tile-products-kernel.ts */
  readonly panel: Float64Array
  readonly scaled: Float64Array
  /** Lower triangle −= scaled·panelᵀ. */
  subtractProducts(width: number): void
}

function workbench(n: number): Workbench {
  const size = TILE_ROWS * Math.ceil(n / TILE_ROWS)
  const doubles = size * size + 2 * size * BLOCK
  const memory = new WebAssembly.Memory({ initial: Math.ceil((8 * doubles) / PAGE_BYTES) })
  const instance = new WebAssembly.Instance(tileProductsModule(), { env: { memory } })
  const kernel = instance.exports as unknown as TileProductsKernel
  const swept = new Float64Array(memory.buffer, 0, size * size)
  const panel = new Float64Array(memory.buffer, swept.byteLength, size * BLOCK)
  const scaled = new Float64Array(memory.buffer, panel.byteOffset + panel.byteLength, size * BLOCK)
  return {
    ...{ size, swept, panel, scaled },
    subtractProducts: (width) => {
      const tile = 8 * TILE_ROWS * width
      for (let i = 0; i < size; i += TILE_ROWS)
        kernel.subtractProducts(
          ...([scaled.byteOffset + (i / TILE_ROWS) * tile, panel.byteOffset, 8 * i * size] as const),
          ...([8 * (i + TILE_ROWS), 8 * size, tile] as const),
        )
    },
  }
}

interface Block {
  start: number
  width: number
}

/** Where a panel's row stands in its tiles; its columns follow each other by TILE_ROWS. */
function placeInTiles(row: number, width: number): number {
  return row * width - (row % TILE_ROWS) * (width - 1)
}

/** Columns start … start + width − 1, those above the diagonal from their mirror images. */
function readPanel({ size, swept, panel }: Workbench, { start, width }: Block): void {
  for (let i = 0; i < size; i++)
    for (let j = 0, at = placeInTiles(i, width); j < width; j++, at += TILE_ROWS)
      panel[at] = i >= start + j ? swept[i * size + start + j] : swept[(start + j) * size + i]
}

/** [width x width] */
function invertPivot({ panel }: Workbench, { start, width }: Block): Float64Array {
  const pivot = new Float64Array(width * width)
  for (let i = 0; i < width; i++)
    for (let j = 0, at = placeInTiles(start + i, width); j < width; j++, at += TILE_ROWS)
      pivot[i * width + j] = panel[at]
  for (let k = 0; k < width; k++) {
    const diagonal = pivot[k * width + k]
    if (!(diagonal > 0)) throw new NotPositiveDefiniteError(`pivot ${start + k} is ${diagonal}`)
    for (let i = 0; i < width; i++) {
      if (i === k) continue
      const factor = pivot[i * width + k] / diagonal
      for (let j = 0; j < width; j++) if (j !== k) pivot[i * width + j] -= factor * pivot[k * width + j]
    }
    for (let i = 0; i < width; i++) {
      pivot[i * width + k] /= -diagonal
      pivot[k * width + i] /= diagonal
    }
    pivot[k * width + k] = 1 / diagonal
  }
  return pivot
}

/** scaled = panel·pivot, with the block's own rows of the panel set to zero. */
function scalePanel(
  { size, panel, scaled }: Workbench,
  { start, width, pivot }: Block & { pivot: Float64Array },
): void {
  const sums = new Float64Array(width)
  for (let i = 0; i < size; i++) {
    const isOwn = i >= start && i < start + width
    sums.fill(0)
    for (let k = 0, at = placeInTiles(i, width); k < width; k++, at += TILE_ROWS) {
      if (isOwn) panel[at] = 0
      const value = panel[at]
      if (value === 0) continue
      for (let j = 0; j < width; j++) sums[j] += value * pivot[k * width + j]
    }
    for (let j = 0, at = placeInTiles(i, width); j < width; j++, at += TILE_ROWS) scaled[at] = sums[j]
  }
}

/** The swept block column: A·pivot outside the block, −pivot in it. */
function writeSwept(
  { size, swept, scaled }: Workbench,
  { start, width, pivot }: Block & { pivot: Float64Array },
): void {
  for (let i = 0; i < size; i++)
    for (let j = 0, at = placeInTiles(i, width); j < width; j++, at += TILE_ROWS) {
      const isPivot = i >= start && i < start + width
      const value = isPivot ? -pivot[(i - start) * width + j] : scaled[at]
      if (i >= start + j) swept[i * size + start + j] = value
      else swept[(start + j) * size + i] = value
    }
}
