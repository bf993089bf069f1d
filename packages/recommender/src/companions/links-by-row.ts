import type { CompanionLinks } from './companion-links.ts'

/** A model's links with a catalogue's row numbers; links from or to items that have left the catalogue are gone. */
export function linksByRow(
  links: CompanionLinks,
  { itemIds, rowOf }: { itemIds: readonly string[]; rowOf: ReadonlyMap<string, number> },
): CompanionLinks {
  const rows = Int32Array.from(itemIds, (id) => rowOf.get(id) ?? -1)
  const itemOf = new Int32Array(rowOf.size).fill(-1)
  rows.forEach((row, item) => {
    if (row >= 0) itemOf[row] = item
  })
  const starts = new Int32Array(rowOf.size + 1)
  const items: number[] = []
  const weights: number[] = []
  itemOf.forEach((item, row) => {
    const end = item >= 0 ? links.starts[item + 1] : 0
    for (let at = item >= 0 ? links.starts[item] : 0; at < end; at++) {
      if (rows[links.items[at]] < 0) continue
      items.push(rows[links.items[at]])
      weights.push(links.weights[at])
    }
    starts[row + 1] = items.length
  })
  return { starts, items: Int32Array.from(items), weights: Float32Array.from(weights) }
}
