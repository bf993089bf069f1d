/** A picture of few bytes: values 0–255, [frames x bands], row-major, the lowest band first. */
export type ByteGrid = { frames: number; bands: number; values: Uint8Array }

export type ByteGridOptions = {
  /** Of the matrix, and of the grid. Both sizes of the grid divide the matrix's. */
  from: { frames: number; bands: number }
  to: { frames: number; bands: number }
  /** What becomes 0 and what becomes 255; values outside are cut. */
  range: [lowest: number, highest: number]
}

/** Brings a matrix [frames x bands] to fewer frames and bands, each cell the mean of what falls into it. */
export function byteGrid(matrix: Float32Array, { from, to, range: [lowest, highest] }: ByteGridOptions): ByteGrid {
  const framesPerCell = from.frames / to.frames
  const bandsPerCell = from.bands / to.bands
  const sums = new Float32Array(to.frames * to.bands)
  for (let i = 0; i < matrix.length; i++) {
    const frame = Math.floor(i / from.bands / framesPerCell)
    const band = Math.floor((i % from.bands) / bandsPerCell)
    sums[frame * to.bands + band] += matrix[i]
  }
  const scale = 255 / (highest - lowest)
  const values = Uint8Array.from(sums, (sum) => {
    const mean = sum / (framesPerCell * bandsPerCell)
    return Math.max(0, Math.min(255, Math.round((mean - lowest) * scale)))
  })
  return { ...to, values }
}
