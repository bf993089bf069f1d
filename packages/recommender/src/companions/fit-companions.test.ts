import { expect, test } from '@jest/globals'
import { buildInteractions, type Interaction } from '../interactions.ts'
import { seededRandom } from '../seeded-random.ts'
import { addLinkScores, linkWeight, strongestLinks } from './companion-links.ts'
import type { CompanionData, CompanionOptions } from './companion-problem.ts'
import { companionsByItems } from './companions-by-items.ts'
import { companionsByListeners } from './companions-by-listeners.ts'
import { fitCompanions } from './fit-companions.ts'
import { linksByRow } from './links-by-row.ts'

const [LISTENERS, ITEMS, DIMS] = [25, 40, 3]
const OPTIONS: CompanionOptions = {
  ridge: 8,
  popularityExponent: 0.5,
  contentWeight: 2,
  fameDamping: 0,
  mostRows: 1_000,
}
const random = seededRandom('companions')

/** Two kinds of listeners and items; some are disliked; item 0 and item 1 are met by nobody. */
const entries: Interaction[] = []
for (let listener = 0; listener < LISTENERS; listener++)
  for (let item = 2; item < ITEMS; item++)
    if (random.next() < (listener % 2 === item % 2 ? 0.5 : 0.1))
      entries.push({ listener, item, preference: random.next() < 0.1 ? -1 : 1, confidence: 1 + random.integer(4) })
const interactions = buildInteractions(entries, { listeners: LISTENERS, items: ITEMS })
const vectors = Float32Array.from({ length: ITEMS * DIMS }, (_, at) => {
  const [item, d] = [Math.floor(at / DIMS), at % DIMS]
  return d === item % 2 ? 1 : 0.2 * random.normal()
})
const data: CompanionData = { interactions, content: { vectors, dims: DIMS } }
const everything = { from: new Set(Array.from({ length: ITEMS }, (_, i) => i)), items: ITEMS, each: ITEMS }

test('solved over listeners or over items, the weights are the same', () => {
  for (const given of [data, { interactions }]) {
    const byListeners = companionsByListeners(given, OPTIONS)
    const byItems = companionsByItems(given, OPTIONS)
    for (let item = 2; item < ITEMS; item++) {
      const [a, b] = [byListeners, byItems].map((model) => model.score([{ item, strength: 1.5 }]))
      for (let other = 2; other < ITEMS; other++) expect(a[other]).toBeCloseTo(b[other], 5)
    }
  }
})

test('an item says nothing about itself, and speaks for those of its kind', () => {
  const scores = companionsByListeners(data, OPTIONS).score([{ item: 4, strength: 1 }])
  expect(scores[4]).toBeCloseTo(0, 6)
  const mean = (kind: number) => {
    const ofKind = Array.from(scores.keys()).filter((item) => item % 2 === kind && item !== 4)
    return ofKind.reduce((sum, item) => sum + scores[item], 0) / ofKind.length
  }
  expect(mean(0)).toBeGreaterThan(mean(1) + 0.01)
})

test('an item that nobody has met is reached by its content alone', () => {
  const score = (given: CompanionData) => companionsByListeners(given, OPTIONS).score([{ item: 4, strength: 1 }])
  expect(score(data)[0]).toBeGreaterThan(0.01)
  expect(score(data)[0]).toBeGreaterThan(score(data)[1])
  expect(score({ interactions })[0]).toBe(0)
})

test('a dislike takes away exactly what a like would give', () => {
  const model = companionsByListeners(data, OPTIONS)
  const [liked, disliked] = [1, -1].map((strength) => model.score([{ item: 6, strength }]))
  for (let item = 0; item < ITEMS; item++) expect(disliked[item]).toBeCloseTo(-liked[item], 6)
})

test('damped by fame, the weights of an item fall by the power of how many met it', () => {
  const step = [{ item: 4, strength: 1 }]
  const [plain, damped] = [0, 0.5].map((fameDamping) => fitCompanions(data, { ...OPTIONS, fameDamping }).score(step))
  const listenersOf = (item: number) => interactions.indices.filter((other) => other === item).length
  const [rare, famous] = [...Array(ITEMS).keys()]
    .slice(5)
    .sort((a, b) => listenersOf(a) - listenersOf(b))
    .filter((_, i, all) => i === 0 || i === all.length - 1)
  const kept = (item: number) => damped[item] / plain[item]
  expect(kept(rare) / kept(famous)).toBeCloseTo(((listenersOf(famous) + 1) / (listenersOf(rare) + 1)) ** 0.5, 4)
})

test('with all links kept their sums are the model, and the strongest are kept first', () => {
  const model = companionsByListeners(data, OPTIONS)
  const history = [
    { item: 3, strength: 2 },
    { item: 8, strength: -1 },
  ]
  const scores = new Float32Array(ITEMS)
  addLinkScores(scores, { links: strongestLinks(model, everything), history, factor: 1 })
  const whole = model.score(history)
  for (let item = 0; item < ITEMS; item++)
    if (item !== 3 && item !== 8) expect(scores[item]).toBeCloseTo(whole[item], 5)
  const few = strongestLinks(model, { ...everything, each: 3 })
  const ofThree = model.score([{ item: 3, strength: 1 }])
  const strongest = [...ofThree.keys()].sort((a, b) => Math.abs(ofThree[b]) - Math.abs(ofThree[a]))
  expect(linkWeight(few, 3, strongest[0])).toBeCloseTo(ofThree[strongest[0]], 6)
  expect(linkWeight(few, 3, strongest[5])).toBe(0)
})

test('links follow their items to the rows of a catalogue, and go with those that leave it', () => {
  const links = strongestLinks(companionsByListeners(data, OPTIONS), everything)
  const itemIds = Array.from({ length: ITEMS }, (_, i) => `t${i}`)
  const rowOf = new Map([
    ['t9', 0],
    ['new', 1],
    ['t5', 2],
  ])
  const byRow = linksByRow(links, { itemIds, rowOf })
  expect(linkWeight(byRow, 0, 2)).toBe(linkWeight(links, 9, 5))
  expect(linkWeight(byRow, 2, 0)).toBe(linkWeight(links, 5, 9))
  expect(byRow.items).toHaveLength(2)
})
