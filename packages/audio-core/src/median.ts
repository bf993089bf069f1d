/** The middle value, or the mean of the two in the middle; 0 for none. Puts `values` into another order. */
export function medianInPlace(values: Float32Array | Float64Array): number {
  const { length } = values
  if (length === 0) return 0
  const upper = selectInPlace(values, length >> 1)
  if (length % 2 === 1) return upper
  let lower = values[0]
  for (let i = 1; i < length >> 1; i++) if (values[i] > lower) lower = values[i]
  return (lower + upper) / 2
}

/** The value that would stand at `rank` if all were sorted; none before it is larger afterwards (Hoare's FIND). */
function selectInPlace(values: Float32Array | Float64Array, rank: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = values[rank]
    let i = low
    let j = high
    while (i <= j) {
      while (values[i] < pivot) i++
      while (values[j] > pivot) j--
      if (i > j) break
      const swap = values[i]
      values[i++] = values[j]
      values[j--] = swap
    }
    if (j < rank) low = i
    if (i > rank) high = j
  }
  return values[rank]
}
