import type { ItemContent } from './parse-content.ts'
import { tagVectors } from './tag-vectors.ts'

/** Directions of the tags that are kept. */
const TAG_DIMS = 512

/** [items] the content of each by its number, undefined where there is none. */
export function contentVectors(itemNames: readonly string[], content: ItemContent): (Float32Array | undefined)[] {
  return content.kind === 'vectors'
    ? itemNames.map((name) => content.vectors.get(name))
    : tagVectors(itemNames, { tags: content.tags, dims: TAG_DIMS })
}
