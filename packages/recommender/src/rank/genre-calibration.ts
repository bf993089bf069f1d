import type { RankingRequest } from '../ranking-request.ts'

/** The mix of genres that a list should come near to, and how near a list in the making is. */
export interface GenreCalibration {
  /** 0 … 1: how far the wish can be trusted; 0 where genres say nothing */
  readonly weight: number
  /** the genre that the list lacks most, −1 if none */
  lacking(): number
  /** by how much −KL(wish ‖ list) would rise if a track of this genre came next */
  gain(genre: number): number
  add(genre: number): void
}

/** Keeps the divergence finite for genres that the list has none of yet (Steck 2018). */
const SMOOTHING = 0.01

/**
 * Calibrated recommendations (Steck 2018) against the listener's own distribution: confidence-weighted preferences
 * summed by genre, where genres with a negative sum are left out. Without evidence the picked genres, else the
 * catalogue's own (square-rooted, so that small genres are seen). Unlabelled tracks neither help nor harm.
 */
export function genreCalibration(request: RankingRequest): GenreCalibration {
  const wish = genreWish(request)
  const counts = new Float64Array(wish.shares.length)
  let listed = 0
  const divergenceTerm = (genre: number, count: number, total: number) => {
    const wished = wish.shares[genre]
    if (!(wished > 0)) return 0
    const share = total > 0 ? count / total : 0
    return wished * Math.log(wished / ((1 - SMOOTHING) * share + SMOOTHING * wished))
  }
  const divergence = (added: number) => {
    let sum = 0
    for (let g = 0; g < counts.length; g++)
      sum += divergenceTerm(g, counts[g] + (g === added ? 1 : 0), listed + (added >= 0 ? 1 : 0))
    return sum
  }
  let current = divergence(-1)
  return {
    weight: wish.weight,
    lacking: () => {
      let [genre, most] = [-1, 0]
      for (let g = 0; g < counts.length; g++) {
        const lack = wish.shares[g] - (listed > 0 ? counts[g] / listed : 0)
        if (lack > most) [genre, most] = [g, lack]
      }
      return genre
    },
    gain: (genre) => (wish.weight === 0 || genre < 0 ? 0 : Math.max(-1, Math.min(1, current - divergence(genre)))),
    add: (genre) => {
      if (genre < 0) return
      counts[genre]++
      listed++
      current = divergence(-1)
    },
  }
}

/** What the mix should be, and how far it can be trusted. */
export function genreWish({
  snapshot,
  taste,
  aim,
  pickedGenres,
}: Pick<RankingRequest, 'snapshot' | 'taste' | 'aim' | 'pickedGenres'>): { shares: Float64Array; weight: number } {
  const { genres, genreNames, genreShares } = snapshot
  if (aim === 'seed') return { shares: new Float64Array(genreNames.length), weight: 0 }
  if (aim === 'breadth') {
    const catalogue = Float64Array.from(genreShares, Math.sqrt)
    const picked = Float64Array.from(genreNames, (_, genre) => (pickedGenres.has(genre) ? 1 : 0))
    return { shares: normalised(pickedGenres.size > 0 ? picked : catalogue), weight: genreNames.length > 1 ? 1 : 0 }
  }
  const sums = new Float64Array(genreNames.length)
  let labelled = 0
  for (const { track, preference, confidence } of taste.observations) {
    if (genres[track] < 0) continue
    sums[genres[track]] += confidence * preference
    labelled += confidence
  }
  return { shares: normalised(sums.map((sum) => Math.max(0, sum))), weight: labelled / taste.evidence }
}

function normalised(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0)
  return total > 0 ? values.map((value) => value / total) : values
}
