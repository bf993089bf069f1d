import { expect, test } from '@jest/globals'
import { focusInWords, hzInWords, verdictInWords } from './heard-in-words.ts'

const scores = (...probabilities: number[]) =>
  ['metal', 'hiphop', 'jazz'].map((label, i) => ({ label, probability: probabilities[i] }))

const moment = {
  startMs: 40_000,
  endMs: 44_000,
  label: 'metal',
  probability: 0.9,
  bandHz: [],
  attention: [],
  spectrogram: { frames: 1, bands: 1, values: '' },
  heat: { frames: 1, bands: 1, values: '' },
}

test('a sure analyser names its genre, an unsure one says so and names the second too', () => {
  expect(verdictInWords({ genreScores: scores(0.72, 0.2, 0.08), taggedGenre: null })).toBe(
    'Segue takes this for Metal (72 %).',
  )
  expect(verdictInWords({ genreScores: scores(0.36, 0.33, 0.31), taggedGenre: null })).toBe(
    'Segue is not sure: Metal (36 %), or else Hip-hop (33 %).',
  )
})

test('the tag of the file has the last word', () => {
  expect(verdictInWords({ genreScores: scores(0.72, 0.2, 0.08), taggedGenre: 'jazz' })).toMatch(
    /The file itself says Jazz, and that is what counts\.$/,
  )
  expect(verdictInWords({ genreScores: scores(0.72, 0.2, 0.08), taggedGenre: 'metal' })).toMatch(/says so too\.$/)
})

test.each([
  [{ fromMs: 41_200, toMs: 43_900, fromHz: 2_020, toHz: 5_980 }, 'Metal, mostly from 2–6 kHz between 0:41 and 0:43'],
  [{ fromMs: 41_200, toMs: 41_900, fromHz: 0, toHz: 212 }, 'Metal, mostly below 210 Hz at 0:41'],
  [
    { fromMs: 41_200, toMs: 42_900, fromHz: 400, toHz: 1_210 },
    'Metal, mostly from 400 Hz to 1.2 kHz between 0:41 and 0:42',
  ],
  [null, 'Metal, in all that sounds between 0:40 and 0:44'],
])('where a moment’s genre is heard is said in seconds and hertz', (focus, words) => {
  expect(focusInWords({ ...moment, focus })).toBe(words)
})

test('a pitch is told as exactly as anybody hears it', () => {
  expect([63, 436, 2_180, 10_400].map(hzInWords)).toEqual(['60 Hz', '440 Hz', '2.2 kHz', '10 kHz'])
})
