/** What one slider means for every step of the ranking. */
export interface VarietyPlan {
  /** an artist may return after this many other tracks */
  artistGap: number
  /** share of the best remaining score down to which spacing may reach for another artist */
  spacingReach: number
  /** weight of unlikeness to what is already listed (λ of MMR), against a relevance of 0 … 1 */
  diversity: number
  /** weight of the listener's own mix of genres */
  calibration: number
  /** how many candidates may compete for a place, so that nothing rises by more than this */
  window: number
  /** share of the best candidate's score that a competitor must have */
  reach: number
  /** expected explored tracks per ten */
  exploredPerTen: number
}

/** `variety` 0 … 100; at the default of 30 there is at most one explored track among ten. */
export function varietyPlan(variety: number): VarietyPlan {
  const v = Math.min(100, Math.max(0, variety)) / 100
  return {
    artistGap: 2 + Math.round(8 * v),
    spacingReach: 0.45 - 0.25 * v,
    diversity: 0.5 * v,
    calibration: v,
    window: 1 + Math.round(14 * v),
    reach: 0.9 - 0.6 * v,
    exploredPerTen: 3 * v,
  }
}
