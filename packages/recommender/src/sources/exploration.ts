import { solveTransposed } from '../cholesky.ts'
import type { RankingRequest } from '../ranking-request.ts'
import { dotTrack } from '../score-terms.ts'
import type { Candidate, Source } from './source.ts'

const LIMIT = 30
const DRAWN = 1_500
/** Standard deviation of one observation, in units of preference. */
const NOISE = 0.5
/**
 * Thompson sampling for a linear taste (Agrawal & Goyal 2013): one listener is drawn from all that the evidence allows,
 * N(x, σ²·A⁻¹), and a random part of the catalogue is ranked as that listener would. Directions of which little is
 * known vary most, so they get their turn, in proportion to the chance that they are right. What the signals speak against
 * (a negative expected score) is known well enough and not tried again.
 */
export const exploration: Source = (request) => {
  const { taste, snapshot, excluded } = request
  if (taste.evidence === 0) return []
  const tracks = drawTracks(request)
  const values = snapshot.space.rows.dots(tracks, drawListener(request))
  const found: Candidate[] = []
  for (let i = 0; i < tracks.length; i++) {
    const track = tracks[i]
    if (found.length === LIMIT && values[i] < found[LIMIT - 1].value) continue
    if (!snapshot.content.known[track] || excluded.has(track) || expectedScore(request, track) < 0) continue
    keepBest(found, { track, value: values[i] })
  }
  return found
}

function expectedScore(request: RankingRequest, track: number): number {
  return dotTrack(request, request.vector, track) + (request.companions?.[track] ?? 0)
}

/** Into a list that is sorted already, unless it is in it. */
function keepBest(sorted: Candidate[], candidate: Candidate): void {
  let place = sorted.length
  while (place > 0 && isAhead(candidate, sorted[place - 1])) place--
  if (sorted[place - 1]?.track === candidate.track) return
  sorted.splice(place, 0, candidate)
  if (sorted.length > LIMIT) sorted.pop()
}

function isAhead(one: Candidate, other: Candidate): boolean {
  return one.value > other.value || (one.value === other.value && one.track < other.track)
}

function drawListener({ taste, random }: RankingRequest): Float64Array {
  const stream = random('listener')
  const deviation = solveTransposed(
    taste.certainty,
    Float64Array.from(taste.vector, () => stream.normal()),
  )
  return taste.vector.map((value, f) => value + NOISE * deviation[f])
}

/** Some may be drawn twice. */
function drawTracks({ snapshot: { size }, random }: RankingRequest): Int32Array {
  const tracks = new Int32Array(Math.min(size, DRAWN))
  const stream = random('explored tracks')
  for (let i = 0; i < tracks.length; i++) tracks[i] = size <= DRAWN ? i : stream.integer(size)
  return tracks
}
