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
  const { taste, snapshot, excluded, scores } = request
  if (taste.evidence === 0) return []
  const drawn = drawListener(request)
  const random = request.random('explored tracks')
  const found: Candidate[] = []
  for (const track of drawTracks(snapshot.size, random)) {
    if (excluded[track] || !snapshot.content.known[track] || scores.values[track] < 0) continue
    keepBest(found, { track, value: dotTrack(request, drawn, track) })
  }
  return found
}

/** Into a list that is sorted already; most candidates do not reach it. */
function keepBest(sorted: Candidate[], candidate: Candidate): void {
  const isAhead = (other: Candidate) =>
    other.value > candidate.value || (other.value === candidate.value && other.track < candidate.track)
  if (sorted.length === LIMIT && isAhead(sorted[LIMIT - 1])) return
  let place = sorted.length
  while (place > 0 && !isAhead(sorted[place - 1])) place--
  sorted.splice(place, 0, candidate)
  if (sorted.length > LIMIT) sorted.pop()
}

function drawListener({ taste, random }: RankingRequest): Float64Array {
  const stream = random('listener')
  const deviation = solveTransposed(
    taste.certainty,
    Float64Array.from(taste.vector, () => stream.normal()),
  )
  return taste.vector.map((value, f) => value + NOISE * deviation[f])
}

function drawTracks(size: number, random: { integer(below: number): number }): Iterable<number> {
  if (size <= DRAWN) return Array.from({ length: size }, (_, track) => track)
  return new Set(Array.from({ length: DRAWN }, () => random.integer(size)))
}
