/** Mean and deviation of each number over vectors; what does not vary has a deviation of 1. */
export function momentsOf(vectors: Float32Array[]): { mean: Float32Array; deviation: Float32Array } {
  const mean = vectors[0].map((_, i) => vectors.reduce((sum, vector) => sum + vector[i], 0) / vectors.length)
  const deviation = mean.map((centre, i) => {
    const variance = vectors.reduce((sum, vector) => sum + (vector[i] - centre) ** 2, 0) / vectors.length
    return variance > 1e-12 ? Math.sqrt(variance) : 1
  })
  return { mean, deviation }
}
