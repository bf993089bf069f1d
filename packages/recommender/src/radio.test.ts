import { expect, test } from '@jest/globals'
import { buildSnapshot, type CatalogueSnapshot } from './catalogue-snapshot.ts'
import { soundClusters } from './evaluate/sound-clusters.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { radio, STATION_ARTIST_GAP } from './radio.ts'
import { similarTracks } from './similar-tracks.ts'
import type { RadioSeed } from './station-seed.ts'
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

interface Journey {
  seed: RadioSeed
  length: number
  perRequest?: number
  catalogue?: CatalogueSnapshot
  /** what the listener does with each track */
  react?: (trackId: string) => FeedbackEvent[]
}

/** A station as a player asks for it: a few tracks at a time, each time with what was played and done so far. */
function journey({ seed, length, perRequest = 10, catalogue = snapshot, react = () => [] }: Journey): string[] {
  const played: string[] = []
  const events: FeedbackEvent[] = []
  while (played.length < length) {
    const items = radio(catalogue, { seed, events, playedTrackIds: played, nowMs: NOW_MS, limit: perRequest })
    if (items.length === 0) break
    for (const { trackId } of items) {
      played.push(trackId)
      events.push(...react(trackId))
    }
  }
  return played
}

const artistOf = new Map(tracks.map(({ id, artistId }) => [id, artistId]))
/** The fewest other tracks between two of one artist. */
function shortestGap(played: readonly string[]): number {
  const gaps = played.map((id, place) => {
    const next = played.findIndex((other, later) => later > place && artistOf.get(other) === artistOf.get(id))
    return next < 0 ? Number.POSITIVE_INFINITY : next - place - 1
  })
  return Math.min(...gaps)
}

const kinds: RadioSeed[] = [
  { kind: 'track', trackId: 'c1-t3' },
  { kind: 'artist', artistId: 'c1-a2' },
  { kind: 'genre', genre: 'genre 1' },
  { kind: 'playlist', trackIds: ['c1-t3', 'c1-t4', 'c2-t7', 'c2-t8'] },
]

test.each(kinds)('a station from a $kind goes on for 200 tracks without looping over an artist', (seed) => {
  const played = journey({ seed, length: 200, perRequest: 7 })
  expect(played.length).toBeGreaterThanOrEqual(200)
  // 160 tracks by 40 artists: what comes again comes after everything else was played
  const firstRound = played.slice(0, 150)
  expect(new Set(firstRound).size).toBe(firstRound.length)
  expect(shortestGap(firstRound.slice(0, 100))).toBeGreaterThanOrEqual(STATION_ARTIST_GAP)
})

test('with fewer artists than the gap asks for, they take turns', () => {
  const few = tracks.filter(({ artistId }) => /^c1-a[0-3]$/.test(artistId))
  const catalogue = buildSnapshot({ version: '1', tracks: few })
  const played = journey({ seed: { kind: 'track', trackId: few[0].id }, length: 12, perRequest: 4, catalogue })
  expect(shortestGap(played.slice(0, 12))).toBe(3)
})

test('a station from a playlist of two sounds plays both, and not the playlist itself', () => {
  const trackIds = ['c1-t3', 'c1-t4', 'c2-t7', 'c2-t8']
  const items = radio(snapshot, { seed: { kind: 'playlist', trackIds }, events: [], nowMs: NOW_MS, limit: 20 })
  expect(share(items, 'c1') + share(items, 'c2')).toBeGreaterThanOrEqual(0.9)
  expect(share(items, 'c1')).toBeGreaterThanOrEqual(0.25)
  expect(share(items, 'c2')).toBeGreaterThanOrEqual(0.25)
  for (const { trackId } of items) expect(trackIds).not.toContain(trackId)
})

test('who skips one of two sounds on the way soon hears the other only', () => {
  const seed: RadioSeed = { kind: 'playlist', trackIds: ['c1-t3', 'c1-t4', 'c2-t7', 'c2-t8'] }
  const ids = (list: string[]) => list.map((trackId) => ({ trackId }))
  const untouched = journey({ seed, length: 36, perRequest: 4 })
  let count = 0
  const react = (trackId: string) => (trackId.startsWith('c1') ? [skip(trackId, count++)] : [])
  const steered = journey({ seed, length: 36, perRequest: 4, react })
  expect(share(ids(untouched.slice(12)), 'c1')).toBeGreaterThan(0.25)
  expect(share(ids(steered.slice(12)), 'c1')).toBeLessThan(0.1)
  expect(share(ids(steered.slice(12)), 'c2')).toBeGreaterThan(0.6)
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
