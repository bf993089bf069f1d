import { expect, test } from '@jest/globals'
import { isSameRecording, likelyCopies, type RecordingTraits, recordingKeys, songKey } from './recordings.ts'
import { seededRandom } from './seeded-random.ts'
import { outlineAgreement } from './sound-outline.ts'

/** A sound of so many seconds whose loudness wanders; the same seed gives the same sound. */
function loudness(seed: string, seconds: number) {
  const random = seededRandom(seed)
  const values = Float64Array.from({ length: seconds * 2 }, () => 40 + 180 * random.next())
  return (atSeconds: number) => values[Math.floor(atSeconds * 2)] ?? 0
}

function outline(
  sound: (atSeconds: number) => number,
  { seconds, delay = 0, level = 1 }: { seconds: number; delay?: number; level?: number },
) {
  const peaks = Uint8Array.from({ length: 800 }, (_, i) => {
    const [from, to] = [(i * seconds) / 800 - delay, ((i + 1) * seconds) / 800 - delay]
    let peak = 0
    for (let at = from; at < to; at += 0.01) peak = Math.max(peak, at < 0 ? 0 : sound(at))
    return level * peak
  })
  return { peaks, durationMs: seconds * 1000 }
}

test('the outlines of one recording agree, however loud and however late it begins', () => {
  const original = outline(loudness('one', 200), { seconds: 200 })
  for (const [delay, level] of [
    [0, 0.5],
    [0.06, 1],
    [0.7, 1],
    [1, 0.8],
  ]) {
    const copy = outline(loudness('one', 200), { seconds: 200 + delay, delay, level })
    expect(outlineAgreement(original, copy)).toBeGreaterThan(0.9)
  }
  expect(outlineAgreement(original, outline(loudness('two', 200), { seconds: 200 }))).toBeLessThan(0.5)
})

test('a steady tone has no outline to go by', () => {
  const tone = { peaks: new Uint8Array(800).fill(200), durationMs: 200_000 }
  expect(outlineAgreement(tone, tone)).toBeUndefined()
  expect(isSameRecording({ a: 'a', b: 'b', byTitle: false }, undefined)).toBe(false)
  expect(isSameRecording({ a: 'a', b: 'b', byTitle: true }, undefined)).toBe(true)
})

const unit = (angle: number) => Float32Array.from([Math.cos(angle), Math.sin(angle)])
const track = (id: string, traits: Partial<RecordingTraits> = {}): RecordingTraits => ({
  id,
  artistId: 'ada',
  title: `Song ${id}`,
  durationMs: 200_000,
  tempoBpm: 120,
  embedding: unit(0),
  ...traits,
})

test('tracks of one length, tempo and sound may be copies, others not', () => {
  const tracks = [
    track('a'),
    track('b', { artistId: 'bela', durationMs: 200_900, tempoBpm: 121, embedding: unit(0.1) }),
    track('later', { durationMs: 203_000 }),
    track('faster', { tempoBpm: 130 }),
    track('other sound', { embedding: unit(1.5) }),
    track('not heard', { embedding: undefined }),
  ]
  expect(likelyCopies(tracks)).toEqual([{ a: 'a', b: 'b', byTitle: false }])
})

test('one song by one artist may be a copy as soon as its tags are read, on whatever edition', () => {
  const unheard = { embedding: undefined, tempoBpm: undefined }
  const tracks = [
    track('a', { ...unheard, title: 'Blue Hour' }),
    track('b', { ...unheard, title: 'Blue hour (2011 Remastered)', durationMs: 202_500 }),
    track('c', { ...unheard, title: 'Blue Hour (live)' }),
    track('d', { ...unheard, title: 'Blue Hour', artistId: 'bela' }),
    track('e', { ...unheard, title: 'Blue Hour', durationMs: 260_000 }),
  ]
  expect(likelyCopies(tracks)).toEqual([{ a: 'a', b: 'b', byTitle: true }])
  expect(songKey('Ñandú — Remastered 2009')).toBe(songKey('nandu'))
  expect(songKey('(Remastered)')).not.toBe('')
})

test('copies of copies are one recording', () => {
  const keys = recordingKeys([
    { a: 'b', b: 'c' },
    { a: 'x', b: 'y' },
    { a: 'a', b: 'b' },
  ])
  expect([keys.get('a'), keys.get('b'), keys.get('c')]).toEqual(['a', 'a', 'a'])
  expect([keys.get('x'), keys.get('y')]).toEqual(['x', 'x'])
})

test('every pair of copies is found once, wherever the buckets end', () => {
  const tracks = Array.from({ length: 60 }, (_, i) =>
    track(`t${i}`, { durationMs: 190_000 + 700 * i, embedding: unit(0) }),
  )
  const pairs = likelyCopies(tracks)
  expect(pairs).toHaveLength(59)
  expect(new Set(pairs.map(({ a, b }) => `${a} ${b}`)).size).toBe(59)
})

test('asked for some tracks only, the pairs are those of all tracks that they are in', () => {
  const tracks = Array.from({ length: 40 }, (_, i) =>
    track(`t${i}`, { durationMs: 190_000 + 650 * i, title: `Song ${i % 7}`, embedding: unit(0) }),
  )
  const changed = new Set(['t5', 't6', 't39'])
  const all = likelyCopies(tracks).filter(({ a, b }) => changed.has(a) || changed.has(b))
  const some = likelyCopies(tracks, changed)
  expect(some.length).toBeGreaterThan(3)
  expect(new Set(some.map((pair) => JSON.stringify(pair)))).toEqual(new Set(all.map((pair) => JSON.stringify(pair))))
})
