import { expect, test } from '@jest/globals'
import { keyAgreement } from './key-agreement.ts'
import { tempoAgreement } from './tempo-agreement.ts'

test.each([
  ['E♭ major', 'D# major', 1],
  ['C minor', 'F minor', 0.5],
  ['B major', 'E major', 0.5],
  ['A minor', 'C major', 0.3],
  ['C major', 'A minor', 0.3],
  ['C major', 'C minor', 0.2],
  ['F# minor', 'G♭ minor', 1],
  ['D major', 'C major', 0],
  ['G minor', 'C major', 0],
])('%s for %s scores %d', (key, trueKey, score) => {
  expect(keyAgreement(key, trueKey)).toBe(score)
})

test('a tempo may be right, an octave or a third off, or something else', () => {
  expect([103.9, 96.1, 200, 51, 301, 33.4, 105, 150].map((bpm) => tempoAgreement(bpm, 100))).toEqual([
    'right',
    'right',
    'octave',
    'octave',
    'octave',
    'octave',
    'other',
    'other',
  ])
})
