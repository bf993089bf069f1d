import type { Recommender } from '../baselines/recommender.ts'
import { addLinkScores } from '../companions/companion-links.ts'
import { stepsOf } from '../companions/companion-problem.ts'
import { factorSpace } from '../factor-space.ts'
import { fameOf } from '../fame.ts'
import { foldIn } from '../fold-in.ts'
import type { HybridModel } from '../hybrid-model.ts'
import { fameWeight } from '../score-terms.ts'

/** The product's model as the comparison asks it: factors by fold-in, companions, and fame while little is known. */
export function hybridRecommender(
  model: HybridModel,
  /** [items] */
  listenersOf: ArrayLike<number>,
): Recommender {
  const space = factorSpace(model)
  const fame = fameOf(listenersOf)
  return {
    score(history) {
      const { vector, evidence } = foldIn(space, history)
      const scores = space.rows.dot(vector)
      addLinkScores(scores, { links: model.companions, history: stepsOf(history), factor: model.companionWeight })
      const weight = fameWeight(evidence)
      for (let j = 0; j < scores.length; j++) scores[j] += weight * fame[j]
      return scores
    },
  }
}
