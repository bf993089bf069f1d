import { describe, expect, test } from '@jest/globals'
import { buildContentSpace, contentQuery, similarities } from './content-space.ts'
import { soundClusters } from './evaluate/sound-clusters.ts'
import { exactIndex } from './exact-index.ts'
import { groupedIndex } from './grouped-index.ts'
import { quantisedIndex } from './quantised-index.ts'
import { topK } from './top-k.ts'
import { vectorIndexContract } from './vector-index.contract.ts'

describe('the exact index', () => vectorIndexContract(exactIndex, { recall: 1 }))
describe('the quantised index', () => vectorIndexContract(quantisedIndex, { recall: 0.99 }))

describe('the grouped index, looking at three tenths', () =>
  vectorIndexContract((space) => groupedIndex(space, { share: 0.3, perResult: 8 }), { recall: 0.9 }))

/** Many small kinds of sound, each in a few directions of its own, are the hardest: a kind lies across several groups. */
test.each([
  { kinds: 20, recall: 0.97, nearest: 0.98 },
  { kinds: 120, recall: 0.7, nearest: 0.8 },
])(
  'as it is shipped, looking at a twentieth of 40,000 tracks of $kinds kinds, the grouped index finds $recall of 50 neighbours and $nearest of the first ten',
  ({ kinds, recall, nearest }) => {
    const tracks = soundClusters({
      ...{ clusters: kinds, tracksPerCluster: Math.ceil(40_000 / kinds), dims: 48, within: 0.6, between: 0.4 },
      ...{ artistsPerCluster: Math.ceil(4_000 / kinds), artistShare: 0.3, noiseDims: 16, seed: 'as shipped' },
    })
    const space = buildContentSpace(tracks.map(({ embedding }) => embedding))
    const index = groupedIndex(space)
    const [queries, limit] = [60, 50]
    const found = { all: 0, nearest: 0 }
    for (let q = 0; q < queries; q++) {
      const query = contentQuery(space, [{ track: q * 661, weight: 1 }])!
      const truth = topK(similarities(space, query, 'cosine'), limit).indices
      const answer = new Set(index.search(query, { metric: 'cosine', limit }).indices)
      found.all += truth.filter((row) => answer.has(row)).length
      found.nearest += truth.subarray(0, 10).filter((row) => answer.has(row)).length
    }
    expect(found.all / (queries * limit)).toBeGreaterThanOrEqual(recall)
    expect(found.nearest / (queries * 10)).toBeGreaterThanOrEqual(nearest)
  },
)
