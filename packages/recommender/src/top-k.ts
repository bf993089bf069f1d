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
  const heap: Heap = { rows: new Int32Array(capacity), keys: new Float32Array(capacity), size: 0 }
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
          heap.keys[heap.size] = value
          heap.rows[heap.size++] = row
          if (heap.size < capacity) continue
          restore(heap)
        } else sink(heap, 0, row, value)
        floor = heap.keys[0]
      }
    }
  }
  if (heap.size < capacity) restore(heap)
  return bestFirst(heap)
}

/** The first `size` of `rows` with their values, none of which is better than its children. */
interface Heap {
  readonly rows: Int32Array
  readonly keys: Float32Array
  size: number
}

function restore(heap: Heap): void {
  for (let place = (heap.size >> 1) - 1; place >= 0; place--) sink(heap, place, heap.rows[place], heap.keys[place])
}

/** Takes the worst out again and again. */
function bestFirst(heap: Heap): TopK {
  const { rows, keys, size } = heap
  while (heap.size > 1) {
    const worst = rows[0]
    const key = keys[0]
    heap.size--
    sink(heap, 0, rows[heap.size], keys[heap.size])
    rows[heap.size] = worst
    keys[heap.size] = key
  }
  return size < rows.length
    ? { indices: rows.slice(0, size), values: keys.slice(0, size) }
    : { indices: rows, values: keys }
}

/** Puts a row at `place` of the heap, or below where its children are worse. */
function sink({ rows, keys, size }: Heap, place: number, row: number, key: number): void {
  let hole = place
  for (;;) {
    let least = 2 * hole + 1
    if (least >= size) break
    const other = least + 1
    if (other < size && (keys[other] < keys[least] || (keys[other] === keys[least] && rows[other] > rows[least])))
      least = other
    if (!(keys[least] < key || (keys[least] === key && rows[least] > row))) break
    rows[hole] = rows[least]
    keys[hole] = keys[least]
    hole = least
  }
  rows[hole] = row
  keys[hole] = key
}
