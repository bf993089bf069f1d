/** What of a track tells whether it may be a copy of another one. */
export interface RecordingTraits {
  id: string
  artistId: string
  title: string
  durationMs: number
  /** absent without a beat, or before the analysis */
  tempoBpm?: number
  /** of length 1 */
  embedding?: Float32Array
}

/** Two tracks that may be one recording; the outlines of their sound have to say so, too. */
export interface LikelyCopies {
  a: string
  b: string
  /** the same song by the same artist, as their tags say */
  byTitle: boolean
}

/** An album's and a compilation's file may end sooner or later. */
const TITLE_TOLERANCE_MS = 4_000
/** Padding of encoders, and a second of silence. */
const SOUND_TOLERANCE_MS = 1_100
const TEMPO_TOLERANCE = 0.02
/** Copies at 128 kbit/s keep a cosine of 0.99, Ogg Vorbis at quality 2 one of 0.88; of unlike tracks few reach 0.85. */
const LEAST_COSINE = 0.85
/** Of 100 re-encodings of real tracks the least like their originals had 0.92; of 25,000 pairs by other artists the most 0.73. */
const LEAST_AGREEMENT = 0.9
/** What title, artist and length say, the sound only has to not gainsay. */
const LEAST_AGREEMENT_BY_TITLE = 0.6
/** Each track is compared with so many before it in its bucket: copies of copies are found through each other. */
const MOST_NEIGHBOURS = 400

/**
 * Pairs that may be copies: by artist, title and length, or by tempo, length and embedding. Tracks are sorted into
 * buckets by length, so that few of all pairs are looked at.
 * @param changed ids: only what may be a copy of one of these is asked for, and it costs accordingly less
 */
export function likelyCopies(tracks: readonly RecordingTraits[], changed?: ReadonlySet<string>): LikelyCopies[] {
  const all = [...copiesByTitle(tracks, changed), ...copiesBySound(tracks, changed)]
  const pairs = changed ? all.filter(({ a, b }) => changed.has(a) || changed.has(b)) : all
  return [...new Map(pairs.toReversed().map((pair) => [`${pair.a} ${pair.b}`, pair])).values()]
}

/** @param agreement of the two outlines; undefined where they are not known or say nothing */
export function isSameRecording({ byTitle }: LikelyCopies, agreement: number | undefined): boolean {
  if (agreement === undefined) return byTitle
  return agreement >= (byTitle ? LEAST_AGREEMENT_BY_TITLE : LEAST_AGREEMENT)
}

/** By track id: one key for all copies of a recording. Tracks that are no copies are absent. */
export function recordingKeys(same: readonly Pick<LikelyCopies, 'a' | 'b'>[]): Map<string, string> {
  const leader = new Map<string, string>()
  const find = (id: string): string => {
    const above = leader.get(id)
    if (above === undefined || above === id) return id
    const top = find(above)
    leader.set(id, top)
    return top
  }
  for (const { a, b } of same) {
    const [first, second] = [find(a), find(b)].sort()
    leader.set(first, first)
    leader.set(second, first)
  }
  return new Map([...leader.keys()].map((id) => [id, find(id)]))
}

/** What is written in a title about the edition, not about the recording. */
const EDITION =
  /[([][^)\]]*\b(remaster(ed)?|album version|single version|mono|stereo|bonus track|explicit)\b[^)\]]*[)\]]|[-–—] (\d{4} )?remaster(ed)?.*$/gi

export function songKey(title: string): string {
  const song = title.replace(EDITION, ' ') || title
  const plain = song.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim() || title.trim().toLowerCase()
}

function copiesByTitle(tracks: readonly RecordingTraits[], changed?: ReadonlySet<string>): LikelyCopies[] {
  const songs = new Map<string, RecordingTraits[]>()
  const artists = changed && new Set(tracks.filter(({ id }) => changed.has(id)).map(({ artistId }) => artistId))
  for (const track of tracks) {
    if (artists && !artists.has(track.artistId)) continue
    const key = `${track.artistId} ${songKey(track.title)}`
    const copies = songs.get(key)
    if (copies) copies.push(track)
    else songs.set(key, [track])
  }
  const pairs: LikelyCopies[] = []
  for (const copies of songs.values()) {
    const ordered = copies.toSorted((a, b) => a.durationMs - b.durationMs)
    for (let i = 1; i < ordered.length; i++)
      if (ordered[i].durationMs - ordered[i - 1].durationMs <= TITLE_TOLERANCE_MS)
        pairs.push(pairOf(ordered[i - 1].id, ordered[i].id, { byTitle: true }))
  }
  return pairs
}

type Heard = RecordingTraits & { embedding: Float32Array }

function copiesBySound(tracks: readonly RecordingTraits[], changed?: ReadonlySet<string>): LikelyCopies[] {
  const buckets = new Map<number, Heard[]>()
  const heard = tracks.filter((track): track is Heard => track.embedding !== undefined)
  for (const track of heard) {
    const second = Math.floor(track.durationMs / SOUND_TOLERANCE_MS)
    const bucket = buckets.get(second)
    if (bucket) bucket.push(track)
    else buckets.set(second, [track])
  }
  const pairs: LikelyCopies[] = []
  for (const [second, bucket] of buckets) {
    const near = [...bucket, ...(buckets.get(second + 1) ?? [])]
    if (changed && !near.some(({ id }) => changed.has(id))) continue
    const byTempo = near.sort((a, b) => tempoOf(a) - tempoOf(b))
    for (let i = 0; i < byTempo.length; i++) addCopies(pairs, byTempo, { of: i, second })
  }
  return pairs
}

/** Looks back over the tracks of about the same tempo. A pair of the next bucket's own is left to that bucket. */
function addCopies(pairs: LikelyCopies[], byTempo: readonly Heard[], { of, second }: { of: number; second: number }) {
  const track = byTempo[of]
  const slowest = tempoOf(track) * (1 - TEMPO_TOLERANCE)
  for (let i = of - 1; i >= 0 && i >= of - MOST_NEIGHBOURS && tempoOf(byTempo[i]) >= slowest; i--) {
    const other = byTempo[i]
    if (Math.abs(other.durationMs - track.durationMs) > SOUND_TOLERANCE_MS) continue
    const nextOwn = (second + 1) * SOUND_TOLERANCE_MS
    if (other.durationMs >= nextOwn && track.durationMs >= nextOwn) continue
    if (cosineReaches(other.embedding, track.embedding)) pairs.push(pairOf(other.id, track.id, { byTitle: false }))
  }
}

const tempoOf = ({ tempoBpm }: RecordingTraits) => tempoBpm ?? 0

function cosineReaches(a: Float32Array, b: Float32Array): boolean {
  if (a.length !== b.length) return false
  let dot = 0
  for (let j = 0; j < a.length; j++) dot += a[j] * b[j]
  return dot >= LEAST_COSINE
}

function pairOf(one: string, other: string, { byTitle }: { byTitle: boolean }): LikelyCopies {
  return one < other ? { a: one, b: other, byTitle } : { a: other, b: one, byTitle }
}
