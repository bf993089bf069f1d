import { type CompanionLinks, NO_LINKS, strongestLinks } from './companions/companion-links.ts'
import type { CompanionOptions, CompanionWeights } from './companions/companion-problem.ts'
import { fitCompanions } from './companions/fit-companions.ts'
import type { ContentSpace } from './content-space.ts'
import type { SparseRows } from './interactions.ts'

/** The matrix to invert has at most so many rows: half a minute. */
export const COMPANION_DEFAULTS: CompanionOptions = {
  ridge: 50,
  popularityExponent: 0.5,
  contentWeight: 2,
  fameDamping: 0,
  mostRows: 4_000,
}
/** Links of an item; with these, lists are as good as with all to within half a percent. */
const LINKS_EACH = 200
const MOST_LINKED_ITEMS = 20_000
/** Two listeners who met the same are an accident. */
const FEWEST_LISTENERS = 5

/** What goes with what, by listening and by content, as the hybrid model keeps it. */
export function fitHybridCompanions(
  { interactions, content }: { interactions: SparseRows; content: ContentSpace },
  options: Partial<CompanionOptions> | 'none' = {},
): CompanionLinks {
  if (options === 'none' || interactions.rows < FEWEST_LISTENERS)
    return { ...NO_LINKS, starts: new Int32Array(interactions.columns + 1) }
  return keepLinks(hybridCompanions({ interactions, content }, options), interactions)
}

/** The same before all but the strongest links are dropped. */
export function hybridCompanions(
  { interactions, content }: { interactions: SparseRows; content: ContentSpace },
  options: Partial<CompanionOptions> = {},
): CompanionWeights {
  return fitCompanions(
    { interactions, content: content.dims > 0 ? { vectors: soundsOf(content), dims: content.dims } : undefined },
    { ...COMPANION_DEFAULTS, ...options },
  )
}

export function keepLinks(companions: CompanionWeights, { indices, columns }: SparseRows): CompanionLinks {
  const counts = new Int32Array(columns)
  for (const item of indices) counts[item]++
  const heard = [...counts.keys()].filter((item) => counts[item] > 0)
  const from = new Set(heard.sort((a, b) => counts[b] - counts[a] || a - b).slice(0, MOST_LINKED_ITEMS))
  return strongestLinks(companions, { items: columns, from, each: LINKS_EACH })
}

/** [items x dims] normalised, as the factors' image sees them. */
function soundsOf({ centred, norms, dims }: ContentSpace): Float32Array {
  const sounds = new Float32Array(centred.rows * dims)
  for (let i = 0; i < centred.rows; i++)
    if (norms[i] > 1e-9)
      for (let d = 0; d < dims; d++) sounds[i * dims + d] = centred.data[i * centred.stride + d] / norms[i]
  return sounds
}
