import { expect, test } from '@jest/globals'
import type { TrackState } from '@segue/recommender/listener-state'
import { wordReason } from './reason-text.ts'

const said: Record<string, TrackState> = {
  liked: { liked: true, disliked: false, rating: 5, playCount: 3 },
  rated: { liked: false, disliked: false, rating: 5, playCount: 0 },
  played: { liked: false, disliked: false, playCount: 1 },
}
const names = {
  titleOf: (id: string) => ({ liked: 'Blue', rated: 'Red', played: 'Green', other: 'Grey' })[id],
  artistOf: (id: string) => (id === 'a' ? 'Nadia Frost' : undefined),
  stateOf: (id: string) => said[id],
}

test('a similar track is explained by what the listener said of the one it resembles', () => {
  const similar = (trackId: string) => wordReason({ kind: 'similar-to-liked', trackId, similarity: 0.8 }, names)
  expect(similar('liked')).toEqual({
    kind: 'SIMILAR_TO_LIKED',
    text: 'Because you liked “Blue”',
    trackIds: ['liked'],
    strength: 0.8,
  })
  expect(similar('rated').text).toBe('Sounds like “Red”, which you rated 5')
  expect(similar('played').text).toBe('Sounds like “Green”, which you played')
  expect(similar('gone').text).toBe('Sounds like “a track that is gone”')
})

test('what others play names the tracks that connect them with the listener', () => {
  const via = (viaTrackIds: string[]) => wordReason({ kind: 'listeners-like-you', viaTrackIds, share: 0.7 }, names).text
  expect(via(['liked'])).toBe('Listeners who play “Blue” also play this')
  expect(via(['liked', 'rated', 'other'])).toBe('Listeners who play “Blue”, “Red” and “Grey” also play this')
  expect(via([])).toBe('Listeners like you play this')
})

test('every other kind has its words', () => {
  const text = (reason: Parameters<typeof wordReason>[0]) => wordReason(reason, names).text
  expect(text({ kind: 'session', trackId: 'liked' })).toBe('Goes with “Blue”, which you just heard')
  expect(text({ kind: 'fresh', addedAtMs: 0 })).toBe('New in the catalogue')
  expect(text({ kind: 'popular', listeners: 12 })).toBe('Played by 12 listeners here')
  expect(text({ kind: 'popular', listeners: 1 })).toBe('Played by others here')
  expect(text({ kind: 'exploration', expected: 0.1, drawn: 0.6 })).toBe('Something different for you')
  expect(text({ kind: 'picked-genre', genre: 'dub' })).toBe('Because you picked dub')
  expect(text({ kind: 'picked-artist', artistId: 'a' })).toBe('Because you picked Nadia Frost')
})
