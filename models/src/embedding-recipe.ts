/**
 * How a track's embedding is put together: blocks of numbers, standardised with the training tracks' mean and
 * deviation, each weighed, joined, and brought to length 1, so that the dot product of two is their cosine.
 */
export type EmbeddingRecipe = { blocks: EmbeddingBlock[] }

export type EmbeddingBlock = {
  /**
   * `features`: the network's last hidden layer, mean over segments; `timbre`: see timbreStatistics; `words`: see
   * projectWords; `genres`: the mean of all votes on its genre.
   */
  source: EmbeddingSource
  mean: number[]
  deviation: number[]
  /** The share of the block in the squared length of a typical embedding. */
  share: number
}

export const EMBEDDING_SOURCES = ['features', 'timbre', 'words', 'genres'] as const
export type EmbeddingSource = (typeof EMBEDDING_SOURCES)[number]
export type EmbeddingParts = Record<EmbeddingSource, ArrayLike<number>>

/** The embedding of one track, of length 1. */
export function composeEmbedding(parts: EmbeddingParts, { blocks }: EmbeddingRecipe): Float32Array {
  const joined = blocks.flatMap(({ source, mean, deviation, share }) => {
    const gain = Math.sqrt(share / mean.length)
    return mean.map((centre, i) => (gain * (parts[source][i] - centre)) / deviation[i])
  })
  const length = Math.hypot(...joined) || 1
  return Float32Array.from(joined, (value) => value / length)
}

/** A recipe from the parts of the training tracks and the share of each block. */
export function fitEmbeddingRecipe(
  tracks: EmbeddingParts[],
  shares: Partial<Record<EmbeddingSource, number>>,
): EmbeddingRecipe {
  const blocks = EMBEDDING_SOURCES.filter((source) => shares[source]).map((source) => {
    const share = shares[source] as number
    if (source === 'genres') return { source, ...evenGenres(tracks[0].genres.length), share }
    const dimensions = Array.from({ length: tracks[0][source].length }, (_, i) => i)
    const mean = dimensions.map((i) => average(tracks.map((track) => track[source][i])))
    const variance = dimensions.map((i) => average(tracks.map((track) => (track[source][i] - mean[i]) ** 2)))
    // A unit that hardly ever fires must not be blown up to the size of the others.
    const floor = 0.01 * average(variance) + 1e-9
    // The directions of words are told apart by how much tracks differ along them: they keep that.
    const even = source === 'words' ? average(variance) : null
    const deviation = variance.map((value) => Math.sqrt((even ?? value) + floor))
    return { source, mean: mean.map(rounded), deviation: deviation.map(rounded), share }
  })
  return { blocks }
}

/** Of training tracks a classifier is far surer than of others, so their statistics would tell nothing. */
function evenGenres(count: number): Pick<EmbeddingBlock, 'mean' | 'deviation'> {
  return {
    mean: new Array<number>(count).fill(rounded(1 / count)),
    deviation: new Array<number>(count).fill(rounded(Math.sqrt(0.5 / count))),
  }
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function rounded(value: number): number {
  return Number(value.toPrecision(6))
}
