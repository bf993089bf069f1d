import type { RowSolver } from '../als.ts'
import type { HybridData } from '../hybrid-model.ts'
import { holdBack } from './hold-back.ts'
import { type HybridSettings, tuneHybrid } from './tune-hybrid.ts'

/** How a model was trained, and of how many interactions that was learnt. */
export type LearntSettings = {
  options: HybridSettings['options']
  interactions: number
}

/** What is best for so much listening is still best for a little more: trying it all again would cost minutes. */
const GROWTH = 1.5

/** The live version's settings, or new ones from a held-back share of the data once there is much more of it. */
export function learntSettings(
  data: HybridData,
  { live, solveRows }: { live: LearntSettings | undefined; solveRows?: RowSolver },
): LearntSettings {
  const interactions = data.interactions.indices.length
  if (live && interactions < GROWTH * live.interactions) return live
  return { options: tuneHybrid(holdBack(data), { solveRows }).options, interactions }
}
