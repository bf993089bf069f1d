import { NotPositiveDefiniteError } from './cholesky.ts'

/** Rows that are eliminated together: their panel stays in the cache. */
const BLOCK = 48

/**
 * A⁻¹ of a symmetric positive definite [n x n] matrix, in place, row-major Float64; only the lower triangle is read, both
 * are written. Block by block with the sweep operator (Goodnight 1979), n³ operations. Throws NotPositiveDefiniteError.
 */
export function invertSymmetric(matrix: Float64Array, n: number): Float64Array {
  const panel = new Float64Array(n * BLOCK)
  const scaled = new Float64Array(n * BLOCK)
  for (let start = 0; start < n; start += BLOCK) {
    const width = Math.min(BLOCK, n - start)
    readPanel(matrix, panel, { n, start, width })
    const pivot = invertPivot(panel, { start, width })
    scalePanel(panel, scaled, { n, start, width, pivot })
    subtractProducts(matrix, { n, width, scaled, panel })
    writeSwept(matrix, { n, start, width, scaled, pivot })
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const value = -matrix[i * n + j]
      matrix[i * n + j] = value
      matrix[j * n + i] = value
    }
  return matrix
}

interface Block {
  n: number
  start: number
  width: number
}

/** [n x width] columns start … start + width − 1, those above the diagonal from their mirror images. */
function readPanel(matrix: Float64Array, panel: Float64Array, { n, start, width }: Block): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < width; j++)
      panel[i * width + j] = i >= start + j ? matrix[i * n + start + j] : matrix[(start + j) * n + i]
}

function invertPivot(panel: Float64Array, { start, width }: Omit<Block, 'n'>): Float64Array {
  const pivot = panel.slice(start * width, (start + width) * width)
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

/** `scaled` = panel·pivot; the pivot's own rows become zero in both, so that the update leaves them alone. */
function scalePanel(
  panel: Float64Array,
  scaled: Float64Array,
  { n, start, width, pivot }: Block & { pivot: Float64Array },
): void {
  panel.fill(0, start * width, (start + width) * width)
  for (let i = 0; i < n; i++) {
    const row = i * width
    for (let j = 0; j < width; j++) scaled[row + j] = 0
    for (let k = 0; k < width; k++) {
      const value = panel[row + k]
      if (value === 0) continue
      for (let j = 0; j < width; j++) scaled[row + j] += value * pivot[k * width + j]
    }
  }
}

/**
 * Lower triangle −= scaled·panelᵀ, two rows and four columns at a time: that many sums stay in registers. What it writes
 * above the diagonal is never read.
 */
function subtractProducts(
  matrix: Float64Array,
  { n, width, scaled, panel }: { n: number; width: number; scaled: Float64Array; panel: Float64Array },
): void {
  const tiled = n - (n % 4)
  for (let i = 0; i < n; i += 2) {
    const next = i + 1 < n ? i + 1 : i
    const [p, q] = [i * width, next * width]
    for (let j = 0; j <= next && j < tiled; j += 4) {
      const c0 = j * width
      const [c1, c2, c3] = [c0 + width, c0 + 2 * width, c0 + 3 * width]
      let a0 = 0
      let a1 = 0
      let a2 = 0
      let a3 = 0
      let b0 = 0
      let b1 = 0
      let b2 = 0
      let b3 = 0
      for (let k = 0; k < width; k++) {
        const u = scaled[p + k]
        const v = scaled[q + k]
        const w0 = panel[c0 + k]
        const w1 = panel[c1 + k]
        const w2 = panel[c2 + k]
        const w3 = panel[c3 + k]
        a0 += u * w0
        a1 += u * w1
        a2 += u * w2
        a3 += u * w3
        b0 += v * w0
        b1 += v * w1
        b2 += v * w2
        b3 += v * w3
      }
      let at = i * n + j
      matrix[at] -= a0
      matrix[at + 1] -= a1
      matrix[at + 2] -= a2
      matrix[at + 3] -= a3
      if (next === i) continue
      at += n
      matrix[at] -= b0
      matrix[at + 1] -= b1
      matrix[at + 2] -= b2
      matrix[at + 3] -= b3
    }
    for (let row = i; row <= next; row++)
      for (let j = tiled; j <= row; j++) {
        let sum = 0
        for (let k = 0; k < width; k++) sum += scaled[row * width + k] * panel[j * width + k]
        matrix[row * n + j] -= sum
      }
  }
}

/** The swept block column: A·pivot outside the block, −pivot in it. */
function writeSwept(
  matrix: Float64Array,
  { n, start, width, scaled, pivot }: Block & { scaled: Float64Array; pivot: Float64Array },
): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < width; j++) {
      const isPivot = i >= start && i < start + width
      const value = isPivot ? -pivot[(i - start) * width + j] : scaled[i * width + j]
      if (i >= start + j) matrix[i * n + start + j] = value
      else matrix[(start + j) * n + i] = value
    }
}
