import { expect, test } from '@jest/globals'
import { heldOutScores } from '../../evaluate/held-out-scores.ts'
import { reportHtml } from './report-html.ts'
import type { TrainingReport } from './training-report.ts'

const labels = ['jazz & <blues>', 'rock']
const heldOut = Array.from({ length: 20 }, (_, i) => {
  const probabilities = i % 4 === 0 ? [0.2, 0.8] : [0.2 + 0.6 * ((i + 1) % 2), 0.8 - 0.6 * ((i + 1) % 2)]
  return {
    label: i % 2,
    group: `artist ${i}`,
    set: 'toy',
    fold: 0,
    probabilities,
    segmentProbabilities: [probabilities],
    features: Float32Array.of(i % 2, 1),
  }
})

const report: TrainingReport = {
  name: 'toy-1',
  architecture: 'attentive',
  source: 'Segue',
  parameters: 144916,
  backend: 'wasm',
  labels,
  data: [
    { name: 'toy', tracks: 40, isAuxiliary: false },
    { name: 'more toys', tracks: 7, isAuxiliary: true },
  ],
  leftOut: [{ file: 'broken.mp3', reason: 'holds hardly any sound' }],
  withoutArtist: 0,
  command: 'npm run train -- --data toy',
  settings: { epochs: 2 },
  curves: [
    {
      name: 'split',
      history: [1, 2].map((epoch) => ({
        epoch,
        trainLoss: 1 / epoch,
        learningRate: 0.001,
        seconds: 3,
        validation: { loss: 0.9 / epoch, accuracy: 0.4 * epoch },
      })),
    },
  ],
  heldOut: '20 tracks of held-out artists.',
  scores: heldOutScores(heldOut, labels),
  embeddings: null,
}

test('a report is one page with curves, confusion, scores of each genre and recommendations by three distances', () => {
  const html = reportHtml(report)
  expect(html).toContain('75.0 %')
  expect(html.match(/<polyline/g)).toHaveLength(3)
  expect(html).toContain('taken for rock: 5 (50 %)')
  expect(html).toContain('euclidean, first 5')
  expect(html).toContain('broken.mp3: holds hardly any sound')
  expect(html).not.toMatch(/https?:|<script|<link|src=/)
})

test('what a data set calls its genres cannot become markup', () => {
  expect(reportHtml(report)).not.toContain('<blues>')
})

test('without held-out tracks a report says that there are no scores', () => {
  expect(reportHtml({ ...report, scores: null })).toContain('Nothing was held out')
})
