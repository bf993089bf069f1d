import { describe } from '@jest/globals'
import { exactIndex } from './exact-index.ts'
import { groupedIndex } from './grouped-index.ts'
import { quantisedIndex } from './quantised-index.ts'
import { vectorIndexContract } from './vector-index.contract.ts'

describe('the exact index', () => vectorIndexContract(exactIndex, { recall: 1 }))
describe('the quantised index', () => vectorIndexContract(quantisedIndex, { recall: 0.99 }))

describe('the grouped index, looking at three tenths', () =>
  vectorIndexContract((space) => groupedIndex(space, { share: 0.3, perResult: 8 }), { recall: 0.9 }))
