/**
 * The median of the `width` (odd) values around each one, of `count` values that lie `stride` apart from `from` on; the
 * ends are mirrored with the end value twice (d c b a | a b c d | d c b a), as scipy.ndimage's `reflect`. One sorted
 * window slides along: what leaves and what enters are found by bisection and only what lies between them moves.
 */
export interface MedianLine {
  values: Float32Array
  out: Float32Array
  from: number
  stride: number
  count: number
}

export function createRunningMedian(width: number): (line: MedianLine) => void {
  if (!Number.isInteger(width) || width < 1 || width % 2 === 0)
    throw new RangeError(`a median over ${width} values has no middle`)
  const reach = (width - 1) / 2
  const sorted = new Float32Array(width)

  return ({ values, out, from, stride, count }) => {
    if (count === 0) return
    const at = (i: number) => values[from + mirrored(i, count) * stride]
    for (let i = 0; i < width; i++) sorted[i] = at(i - reach)
    sorted.sort()
    out[from] = sorted[reach]
    for (let i = 1; i < count; i++) {
      const inside = i - reach - 1 >= 0 && i + reach < count
      const leaves = inside ? values[from + (i - reach - 1) * stride] : at(i - reach - 1)
      const enters = inside ? values[from + (i + reach) * stride] : at(i + reach)
      if (leaves !== enters) replace(sorted, leaves, enters)
      out[from + i * stride] = sorted[reach]
    }
  }
}

/** Which value stands in for the one at `i`, inside or outside. */
function mirrored(i: number, count: number): number {
  const period = 2 * count
  const inPeriod = ((i % period) + period) % period
  return inPeriod < count ? inPeriod : period - 1 - inPeriod
}

function replace(sorted: Float32Array, leaves: number, enters: number): void {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < leaves) low = middle + 1
    else high = middle
  }
  let place = low
  if (enters > leaves) {
    for (; place < sorted.length - 1 && sorted[place + 1] < enters; place++) sorted[place] = sorted[place + 1]
  } else {
    for (; place > 0 && sorted[place - 1] > enters; place--) sorted[place] = sorted[place - 1]
  }
  sorted[place] = enters
}
