import { gramOf } from './als.ts'
import { createDotRows } from './dot-rows.ts'
import type { FactorSpace } from './fold-in.ts'
import { normalEquations } from './normal-equations.ts'
import { exactSearch } from './row-search.ts'

/** A model's items as listeners are folded into them: the same ridge and weight of "0" that the items were trained with. */
export function factorSpace({
  itemFactors,
  factors,
  gram = gramOf(itemFactors, factors),
  unobservedWeight,
  regularisation,
}: {
  /** [items x factors] */
  itemFactors: Float32Array
  factors: number
  gram?: Float64Array
  unobservedWeight: number
  regularisation: number
}): FactorSpace {
  const items = itemFactors.length / factors
  const rows = createDotRows(items, factors)
  for (let i = 0; i < items; i++) rows.data.set(itemFactors.subarray(i * factors, (i + 1) * factors), i * rows.stride)
  return {
    factors,
    rows,
    search: exactSearch(rows),
    gram,
    equations: normalEquations(factors),
    unobservedWeight,
    ridge: { base: regularisation * unobservedWeight * items + 1e-9, perEvidence: regularisation },
  }
}
