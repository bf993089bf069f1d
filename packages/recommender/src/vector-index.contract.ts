import { expect, test } from '@jest/globals'
import { buildContentSpace, type ContentSpace, contentQuery, similarities } from './content-space.ts'
import { soundClusters } from './evaluate/sound-clusters.ts'
import { topK } from './top-k.ts'
import type { VectorIndex } from './vector-index.ts'

/** What every vector index must do, checked against looking at every row in full. */
export function vectorIndexContract(
  createIndex: (space: ContentSpace) => VectorIndex,
  { recall }: { recall: number },
): void {
  const tracks = soundClusters({
    clusters: 30,
    tracksPerCluster: 100,
    dims: 96,
    within: 0.6,
    between: 0.4,
    artistsPerCluster: 20,
    artistShare: 0.3,
    noiseDims: 24,
    seed: 'index',
  })
  const space = buildContentSpace(tracks.map(({ embedding }, i) => (i % 50 === 7 ? undefined : embedding)))
  const index = createIndex(space)
  const queryOf = (...rows: number[]) =>
    contentQuery(
      space,
      rows.map((track) => ({ track, weight: 1 })),
    )!

  test.each(['cosine', 'euclidean', 'correlation'] as const)(
    `finds at least ${recall} of the true neighbours by %s`,
    (metric) => {
      let found = 0
      const queries = 40
      for (let q = 0; q < queries; q++) {
        const query = queryOf(q * 71, q * 71 + 1)
        const truth = new Set(topK(similarities(space, query, metric), 100).indices)
        found += index.search(query, { metric, limit: 100 }).indices.filter((row) => truth.has(row)).length
      }
      expect(found / (queries * 100)).toBeGreaterThanOrEqual(recall)
    },
  )

  test('reports true similarities, best first', () => {
    const query = queryOf(11)
    const truth = similarities(space, query, 'cosine')
    const { indices, values } = index.search(query, { metric: 'cosine', limit: 50 })
    expect(indices).toHaveLength(50)
    expect(indices[0]).toBe(11)
    indices.forEach((row, place) => {
      expect(values[place]).toBeCloseTo(truth[row], 5)
      if (place > 0) expect(values[place]).toBeLessThanOrEqual(values[place - 1])
    })
  })

  test('never returns an excluded track, nor one without a sound, even when asked for all', () => {
    const excluded = new Uint8Array(tracks.length).fill(1, 0, 1_000)
    const { indices } = index.search(queryOf(11), { metric: 'cosine', limit: tracks.length, excluded })
    expect(indices.some((row) => row < 1_000 || row % 50 === 7)).toBe(false)
    expect(indices).toHaveLength(2_000 - 40)
  })

  test('an empty catalogue has no neighbours', () => {
    const empty = createIndex(buildContentSpace([]))
    expect(empty.search(queryOf(11), { metric: 'cosine', limit: 5 }).indices).toHaveLength(0)
  })
}
