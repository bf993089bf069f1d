const BLOCK = 32

/**
 * Keeps every sample below `ceiling` without distortion: a gain per millisecond that looks three blocks ahead, falls
 * before a peak and recovers in about 80 ms.
 */
export function limit(left: Float32Array, right: Float32Array, ceiling: number): void {
  const count = Math.ceil(left.length / BLOCK)
  const gains = new Float32Array(count + 1).fill(1)
  for (let block = 0; block < count; block++) {
    let peak = 0
    const end = Math.min(left.length, (block + 1) * BLOCK)
    for (let i = block * BLOCK; i < end; i++) {
      const l = left[i] < 0 ? -left[i] : left[i]
      const r = right[i] < 0 ? -right[i] : right[i]
      if (l > peak) peak = l
      if (r > peak) peak = r
    }
    gains[block] = peak > ceiling ? ceiling / peak : 1
  }
  for (let block = count - 1; block > 0; block--) gains[block - 1] = Math.min(gains[block - 1], gains[block] + 0.25)
  for (let block = 1; block <= count; block++) gains[block] = Math.min(gains[block], gains[block - 1] + 0.012)
  for (let block = 0; block < count; block++) {
    const from = Math.min(gains[block], gains[Math.max(0, block - 1)])
    const to = Math.min(gains[block], gains[block + 1])
    if (from === 1 && to === 1) continue
    const end = Math.min(left.length, (block + 1) * BLOCK)
    for (let i = block * BLOCK; i < end; i++) {
      const gain = from + ((to - from) * (i - block * BLOCK)) / BLOCK
      left[i] *= gain
      right[i] *= gain
    }
  }
}
