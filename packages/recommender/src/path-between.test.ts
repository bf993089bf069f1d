import { expect, test } from '@jest/globals'
import { buildSnapshot, type SnapshotTrack } from './catalogue-snapshot.ts'
import { soundClusters } from './evaluate/sound-clusters.ts'
import { pathBetween } from './path-between.ts'

const { cos, sin, PI, hypot } = Math

/** Tracks every degree on half a circle, each by an artist of its own unless told otherwise. */
function halfCircle({ artistOf = (degree: number) => `a${degree}` } = {}) {
  const tracks = Array.from({ length: 181 }, (_, degree): SnapshotTrack => {
    const angle = (degree * PI) / 180
    const embedding = Float32Array.from([cos(angle), sin(angle), 0, 0])
    return { id: `d${degree}`, artistId: artistOf(degree), addedAtMs: 0, embedding }
  })
  return buildSnapshot({ version: '1', tracks })
}
const degrees = (path: string[]) => path.map((id) => Number(id.slice(1)))

test('on a circle a path visits the tracks in their order, in steps of one size', () => {
  const path = degrees(pathBetween(halfCircle(), { from: 'd20', to: 'd100', length: 9 }))
  expect(path).toEqual([20, 30, 40, 50, 60, 70, 80, 90, 100])
  const back = degrees(pathBetween(halfCircle(), { from: 'd100', to: 'd20', length: 5 }))
  expect(back).toEqual([100, 80, 60, 40, 20])
})

test('a path of two is its ends, and one from a track to itself that track', () => {
  expect(pathBetween(halfCircle(), { from: 'd0', to: 'd90', length: 2 })).toEqual(['d0', 'd90'])
  expect(pathBetween(halfCircle(), { from: 'd0', to: 'd0', length: 6 })).toEqual(['d0'])
})

test('where every second track is by one artist, no two of theirs come in a row', () => {
  const snapshot = halfCircle({ artistOf: (degree) => (degree % 10 === 0 ? 'everywhere' : `a${degree}`) })
  const path = degrees(pathBetween(snapshot, { from: 'd20', to: 'd100', length: 9 }))
  const isTheirs = path.map((degree) => degree % 10 === 0)
  expect(isTheirs.some((theirs, place) => theirs && isTheirs[place + 1])).toBe(false)
  expect(path).toHaveLength(9)
  expect(path.toSorted((a, b) => a - b)).toEqual(path)
})

test('a path leads over nothing that is left out, and twice over nothing', () => {
  const snapshot = halfCircle()
  const excluded = Uint8Array.from(snapshot.ids, (id) => (['d59', 'd60', 'd61'].includes(id) ? 1 : 0))
  const path = degrees(pathBetween(snapshot, { from: 'd40', to: 'd80', length: 41, excluded }))
  expect(new Set(path).size).toBe(path.length)
  for (const degree of [59, 60, 61]) expect(path).not.toContain(degree)
})

test('between two clusters of sound the largest step of a path is smaller than the leap', () => {
  const tracks = soundClusters({
    clusters: 6,
    tracksPerCluster: 60,
    dims: 32,
    within: 0.5,
    between: 0.3,
    artistsPerCluster: 20,
    seed: 3,
  })
  const snapshot = buildSnapshot({ version: '1', tracks })
  const path = pathBetween(snapshot, { from: 'c0-t0', to: 'c1-t0', length: 8 })
  expect(path).toHaveLength(8)
  const artists = path.map((id) => tracks[snapshot.rowOf.get(id)!].artistId)
  expect(artists.some((artist, place) => artist === artists[place + 1])).toBe(false)
  const soundOf = (id: string) => tracks[snapshot.rowOf.get(id)!].embedding!
  const distance = (a: string, b: string) => hypot(...soundOf(a).map((value, j) => value - soundOf(b)[j]))
  const steps = path.slice(1).map((id, place) => distance(path[place], id))
  expect(Math.max(...steps)).toBeLessThan(distance('c0-t0', 'c1-t0'))
  // the way begins near the one and ends near the other
  const isNearStart = path.map((id) => distance(id, 'c0-t0') < distance(id, 'c1-t0'))
  expect(isNearStart.slice(0, 3)).toEqual([true, true, true])
  expect(isNearStart.slice(-3)).toEqual([false, false, false])
})

test('in a small catalogue a path is as long as there are tracks, and empty where an end has no sound', () => {
  const tracks: SnapshotTrack[] = [0, 1, 2].map((i) => ({
    id: `t${i}`,
    artistId: `a${i}`,
    addedAtMs: 0,
    embedding: i < 2 ? Float32Array.from([cos(i), sin(i)]) : undefined,
  }))
  const snapshot = buildSnapshot({ version: '1', tracks })
  expect(pathBetween(snapshot, { from: 't0', to: 't1', length: 10 })).toEqual(['t0', 't1'])
  expect(pathBetween(snapshot, { from: 't0', to: 't2', length: 10 })).toEqual([])
})
