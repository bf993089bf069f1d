type Embedded = { genre: string; embedding: Float32Array }

/**
 * The share of each track's `count` nearest others (by cosine; embeddings have length 1) that have its genre, averaged
 * over the tracks. With fewer than `count` others, of those there are.
 */
export function sameGenreAt(tracks: Embedded[], count: number): number {
  if (tracks.length < 2) return 0
  const shares = tracks.map((track) => {
    const others = tracks.filter((other) => other !== track)
    const nearest = others
      .map((other) => ({ same: other.genre === track.genre, similarity: dot(track.embedding, other.embedding) }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, count)
    return nearest.filter(({ same }) => same).length / nearest.length
  })
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}
