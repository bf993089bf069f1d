/** Row numbers with their values, best first. */
export interface TopK {
  indices: Int32Array
  values: Float32Array
}

/**
 * The k highest of `values`, best first, ties by the lower row number. Rows whose `excluded` byte is not 0 are left
 * out. One pass with a min-heap: O(n + m·log k), where m is the number of rows that enter the heap.
 */
export function topK(values: Float32Array, k: number, excluded?: Uint8Array): TopK {
  const heap = new Int32Array(Math.min(k, values.length))
  let size = 0
  const isWorse = (a: number, b: number) => values[a] < values[b] || (values[a] === values[b] && a > b)
  const sink = (start: number) => {
    let parent = start
    for (;;) {
      let least = 2 * parent + 1
      if (least >= size) return
      if (least + 1 < size && isWorse(heap[least + 1], heap[least])) least++
      if (!isWorse(heap[least], heap[parent])) return
      const moved = heap[parent]
      heap[parent] = heap[least]
      heap[least] = moved
      parent = least
    }
  }
  let floor = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length && heap.length > 0; i++) {
    const value = values[i]
    if (size === heap.length && !(value > floor)) continue
    if (excluded !== undefined && excluded[i] !== 0) continue
    if (Number.isNaN(value)) continue
    if (size < heap.length) {
      heap[size++] = i
      if (size === heap.length) {
        for (let start = size >> 1; start >= 0; start--) sink(start)
        floor = values[heap[0]]
      }
    } else {
      heap[0] = i
      sink(0)
      floor = values[heap[0]]
    }
  }
  const indices = heap.slice(0, size).sort((a, b) => values[b] - values[a] || a - b)
  return { indices, values: Float32Array.from(indices, (i) => values[i]) }
}
