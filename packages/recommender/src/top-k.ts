import { ROWS_PER_MOST } from './dot-rows-kernel.ts'

/** Row numbers with their values, best first. */
export interface TopK {
  indices: Int32Array
  values: Float32Array
}

/**
 * The k highest of `values`, best first, ties by the lower row number. Rows whose `excluded` byte is not 0 are left
 * out. One pass with a min-heap: O(n + m·log k), where m is the number of rows that enter the heap.
 * @param most the highest value of each ROWS_PER_MOST rows: groups that cannot add anything are passed by
 */
export function topK(values: Float32Array, k: number, excluded?: Uint8Array, most?: Float32Array): TopK {
  const capacity = Math.min(k, values.length)
  const heap = new Int32Array(capacity)
  let size = 0
  let floor = Number.NEGATIVE_INFINITY
  const step = most ? ROWS_PER_MOST : values.length
  for (let group = 0, start = 0; start < values.length && capacity > 0; group++, start += step) {
    if (most && size === capacity && !(most[group] > floor)) continue
    const end = Math.min(values.length, start + step)
    for (let row = start; row < end; row++) {
      const value = values[row]
      const isCandidate = size < capacity ? !Number.isNaN(value) : value > floor
      if (!isCandidate || (excluded !== undefined && excluded[row] !== 0)) continue
      if (size < capacity) {
        heap[size++] = row
        if (size < capacity) continue
        for (let place = size >> 1; place >= 0; place--) sink(heap, place, values)
      } else {
        heap[0] = row
        sink(heap, 0, values)
      }
      floor = values[heap[0]]
    }
  }
  const indices = heap.slice(0, size).sort((a, b) => values[b] - values[a] || a - b)
  return { indices, values: Float32Array.from(indices, (row) => values[row]) }
}

/** Restores a full heap whose entry at `start` may be better than its children. */
function sink(heap: Int32Array, start: number, values: Float32Array): void {
  const moved = heap[start]
  let hole = start
  for (;;) {
    let least = 2 * hole + 1
    if (least >= heap.length) break
    if (least + 1 < heap.length && isWorse(heap[least + 1], heap[least], values)) least++
    if (!isWorse(heap[least], moved, values)) break
    heap[hole] = heap[least]
    hole = least
  }
  heap[hole] = moved
}

function isWorse(a: number, b: number, values: Float32Array): boolean {
  return values[a] < values[b] || (values[a] === values[b] && a > b)
}
