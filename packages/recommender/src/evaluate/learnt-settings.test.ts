import { expect, test } from '@jest/globals'
import type { HybridData } from '../hybrid-model.ts'
import { buildInteractions, type Interaction } from '../interactions.ts'
import { seededRandom } from '../seeded-random.ts'
import { learntSettings } from './learnt-settings.ts'

const [LISTENERS, KINDS, EACH, DIMS] = [130, 5, 24, 16]

/** Listeners of one kind of music each; a part of its tracks each. */
function listening(): HybridData {
  const random = seededRandom('learnt settings')
  const gauss = () => random.next() + random.next() + random.next() - 1.5
  const centres = Array.from({ length: KINDS }, () => Array.from({ length: DIMS }, gauss))
  const tracks = Array.from({ length: KINDS * EACH }, (_, i) => i)
  const entries = Array.from({ length: LISTENERS }, (_, listener) =>
    tracks
      .filter((track) => track % KINDS === listener % KINDS && random.next() < 0.4)
      .map((item): Interaction => ({ listener, item, preference: 1, confidence: 1 })),
  ).flat()
  return {
    interactions: buildInteractions(entries, { listeners: LISTENERS, items: tracks.length }),
    embeddings: tracks.map((track) => Float32Array.from(centres[track % KINDS], (value) => value + 0.3 * gauss())),
    itemIds: tracks.map((track) => `track ${track}`),
  }
}

test('the live settings stay until there is half as much listening again', () => {
  const data = listening()
  const usual = learntSettings(data, { live: undefined })
  const live = { ...usual, options: { ...usual.options, companionWeight: 0.125 } }
  expect(learntSettings(data, { live })).toBe(live)
  const grown = learntSettings(data, { live: { ...live, interactions: data.interactions.indices.length / 1.6 } })
  expect(grown).toEqual(usual)
})
