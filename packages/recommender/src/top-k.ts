import { ROWS_PER_MOST } from './dot-rows-kernel.ts'
import type { RowPart } from './row-scan.ts'
import type { RowSet } from './row-set.ts'

/** Row numbers with their values, best first. */
export interface TopK {
  indices: Int32Array
  values: Float32Array
}

export interface TopKScope {
  /** the highest value of each ROWS_PER_MOST rows: groups that cannot add anything are passed by */
  most?: Float32Array
  /** only these rows; each begins where a group of ROWS_PER_MOST rows does */
  parts?: readonly RowPart[]
}

/**
 * The k highest of `values`, best first, ties by the lower row number. Rows whose `excluded` byte is not 0, or that are
 * in the set, are left out. One pass with a min-heap: O(n + m·log k), where m is the number of rows that enter the heap.
 */
export function topK(
  values: Float32Array,
  k: number,
  excluded?: Uint8Array | RowSet,
  { most, parts = [{ from: 0, to: values.length }] }: TopKScope = {},
): TopK {
  const bytes = excluded instanceof Uint8Array ? excluded : undefined
  const set = excluded instanceof Uint8Array ? undefined : excluded
  const capacity = Math.min(k, values.length)
  const heap: Heap = { rows: new Int32Array(capacity), size: 0, values }
  let floor = Number.NEGATIVE_INFINITY
  for (const { from, to } of capacity > 0 ? parts : []) {
    const step = most ? ROWS_PER_MOST : Math.max(1, to - from)
    for (let start = from; start < to; start += step) {
      if (most && heap.size === capacity && !(most[start / ROWS_PER_MOST] > floor)) continue
      const end = Math.min(to, start + step)
      for (let row = start; row < end; row++) {
        const value = values[row]
        if (heap.size < capacity ? Number.isNaN(value) : !(value > floor)) continue
        if (bytes !== undefined && bytes[row] !== 0) continue
        if (set?.has(row)) continue
        if (heap.size < capacity) {
          heap.rows[heap.size++] = row
          if (heap.size < capacity) continue
          restore(heap)
        } else {
          heap.rows[0] = row
          sink(heap, 0)
        }
        floor = values[heap.rows[0]]
      }
    }
  }
  if (heap.size < capacity) restore(heap)
  return bestFirst(heap)
}

/** The first `size` of `rows`, none of which is better than its children. */
interface Heap {
  readonly rows: Int32Array
  size: number
  readonly values: Float32Array
}

function restore(heap: Heap): void {
  for (let place = heap.size >> 1; place >= 0; place--) sink(heap, place)
}

/** Takes the worst out again and again. */
function bestFirst(heap: Heap): TopK {
  const { rows, size, values } = heap
  while (heap.size > 1) {
    const worst = rows[0]
    rows[0] = rows[--heap.size]
    rows[heap.size] = worst
    sink(heap, 0)
  }
  const indices = size < rows.length ? rows.slice(0, size) : rows
  const found = new Float32Array(size)
  for (let place = 0; place < size; place++) found[place] = values[indices[place]]
  return { indices, values: found }
}

/** Restores a heap whose entry at `start` may be better than its children. */
function sink({ rows, size, values }: Heap, start: number): void {
  if (start >= size) return
  const moved = rows[start]
  let hole = start
  for (;;) {
    let least = 2 * hole + 1
    if (least >= size) break
    if (least + 1 < size && isWorse(rows[least + 1], rows[least], values)) least++
    if (!isWorse(rows[least], moved, values)) break
    rows[hole] = rows[least]
    hole = least
  }
  rows[hole] = moved
}

function isWorse(a: number, b: number, values: Float32Array): boolean {
  return values[a] < values[b] || (values[a] === values[b] && a > b)
}
