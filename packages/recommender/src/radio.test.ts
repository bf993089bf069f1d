import { expect, test } from '@jest/globals'
import { buildSnapshot } from './catalogue-snapshot.ts'
import { soundClusters } from './evaluate/sound-clusters.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { radio } from './radio.ts'
import { similarTracks } from './similar-tracks.ts'
import { tasteProfile } from './taste-profile.ts'

const NOW_MS = Date.UTC(2026, 0, 15)
const tracks = soundClusters({
  clusters: 4,
  tracksPerCluster: 40,
  dims: 64,
  within: 0.6,
  between: 0.4,
  artistsPerCluster: 10,
  labelled: true,
  seed: 6,
})
const snapshot = buildSnapshot({ version: '1', tracks })
const share = (ids: { trackId: string }[], cluster: string) =>
  ids.filter(({ trackId }) => trackId.startsWith(cluster)).length / ids.length
const skip = (trackId: string, i: number): FeedbackEvent => ({
  id: `s${i}`,
  type: 'SKIP',
  trackId,
  atMs: NOW_MS - 1_000 + i,
  positionMs: 2_000,
  durationMs: 200_000,
})

test.each([
  { seed: { kind: 'track', trackId: 'c1-t3' } as const },
  { seed: { kind: 'artist', artistId: 'c1-a2' } as const },
  { seed: { kind: 'genre', genre: 'genre 1' } as const },
])('a station from a $seed.kind stays near its seed', ({ seed }) => {
  const items = radio(snapshot, { seed, events: [], nowMs: NOW_MS, limit: 15 })
  expect(items).toHaveLength(15)
  expect(share(items, 'c1')).toBeGreaterThanOrEqual(0.9)
  if (seed.kind === 'track') expect(items.map(({ trackId }) => trackId)).not.toContain('c1-t3')
})

test('a station goes on for 150 tracks without repeating one or looping over an artist', () => {
  const artistOf = new Map(tracks.map(({ id, artistId }) => [id, artistId]))
  const played: string[] = []
  while (played.length < 150) {
    const items = radio(snapshot, {
      seed: { kind: 'track', trackId: 'c1-t3' },
      events: [],
      playedTrackIds: played,
      nowMs: NOW_MS,
      limit: 10,
    })
    played.push(...items.map(({ trackId }) => trackId))
  }
  expect(new Set(played).size).toBe(played.length)
  const repeats = played.filter((id, i) => i > 0 && artistOf.get(id) === artistOf.get(played[i - 1])).length
  expect(repeats).toBeLessThanOrEqual(5)
})

test('a station bends away from what is skipped on the way', () => {
  const seed = { kind: 'track', trackId: 'c1-t3' } as const
  const skipped = similarTracks(snapshot, 'c1-t3', { limit: 8 }).map(({ trackId }, i) => skip(trackId, i))
  const score = (events: FeedbackEvent[]) =>
    new Map(radio(snapshot, { seed, events, nowMs: NOW_MS, limit: 160 }).map((item) => [item.trackId, item.score]))
  const [before, after] = [score([]), score(skipped)]
  const rest = tracks
    .filter(({ id }) => id.startsWith('c1') && after.has(id))
    .map(({ id }) => after.get(id)! - before.get(id)!)
  expect(rest.length).toBeGreaterThan(20)
  expect(rest.reduce((sum, change) => sum + change, 0)).toBeLessThan(0)
  for (const { trackId } of skipped) expect(after.has(trackId)).toBe(false)
})

test('nothing known of the seed gives no station', () => {
  expect(radio(snapshot, { seed: { kind: 'track', trackId: 'gone' }, events: [], nowMs: NOW_MS, limit: 5 })).toEqual([])
})

test.each(['cosine', 'euclidean', 'correlation'] as const)(
  'the tracks most similar by %s are of the same sound',
  (metric) => {
    const similar = similarTracks(snapshot, 'c2-t0', { metric, limit: 10 })
    expect(similar).toHaveLength(10)
    expect(share(similar, 'c2')).toBeGreaterThanOrEqual(0.9)
    expect(similar.map(({ trackId }) => trackId)).not.toContain('c2-t0')
  },
)

test('a taste profile shows the shares of what is enjoyed and names what is avoided', () => {
  const likes = ['c0-t0', 'c0-t1', 'c0-t2', 'c1-t0'].map(
    (trackId, i): FeedbackEvent => ({ id: `l${i}`, type: 'LIKE', trackId, atMs: NOW_MS }),
  )
  const profile = tasteProfile(snapshot, [...likes, skip('c3-t0', 0)])
  expect(profile.genres.map(({ genre }) => genre)).toEqual(['genre 0', 'genre 1'])
  expect(profile.genres[0].share).toBeCloseTo(0.75, 6)
  expect(profile.avoidedGenres.map(({ genre }) => genre)).toEqual(['genre 3'])
  expect(profile.favourites.map(({ trackId }) => trackId)).toEqual(['c0-t0', 'c0-t1', 'c0-t2', 'c1-t0'])
  expect(profile.aversions.map(({ trackId }) => trackId)).toEqual(['c3-t0'])
})
