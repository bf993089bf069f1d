/** DCG of the listed items over that of the best possible list, 0 … 1; binary relevance, full ranking. */
export function ndcg(listed: readonly number[], relevant: ReadonlySet<number>, k: number): number {
  let gain = 0
  for (let place = 0; place < Math.min(k, listed.length); place++)
    if (relevant.has(listed[place])) gain += discount(place)
  let ideal = 0
  for (let place = 0; place < Math.min(k, relevant.size); place++) ideal += discount(place)
  return ideal > 0 ? gain / ideal : 0
}

/** Share of the relevant items among the first k, divided by min(k, relevant), 0 … 1. */
export function recall(listed: readonly number[], relevant: ReadonlySet<number>, k: number): number {
  const found = listed.slice(0, k).filter((item) => relevant.has(item)).length
  const possible = Math.min(k, relevant.size)
  return possible > 0 ? found / possible : 0
}

/** Share of all items that appear in at least one list. */
export function coverage(lists: readonly (readonly number[])[], items: number): number {
  return items > 0 ? new Set(lists.flat()).size / items : 0
}

/** How unequally exposure is spread over the items: 0 all alike … near 1 all on one (Gini coefficient). */
export function gini(lists: readonly (readonly number[])[], items: number): number {
  const exposure = new Float64Array(items)
  for (const list of lists) for (const item of list) exposure[item]++
  exposure.sort()
  const total = exposure.reduce((sum, count) => sum + count, 0)
  if (total === 0) return 0
  const weighted = exposure.reduce((sum, count, rank) => sum + (2 * (rank + 1) - items - 1) * count, 0)
  return weighted / (items * total)
}

/** Share of the places whose item is by an artist who stands in the same list already, over all lists; 0 … 1. */
export function artistRepetition(
  lists: readonly (readonly number[])[],
  artists: readonly (string | undefined)[],
): number {
  const known = lists.map((list) => list.flatMap((item) => artists[item] ?? []))
  const places = known.reduce((sum, { length }) => sum + length, 0)
  const first = known.reduce((sum, list) => sum + new Set(list).size, 0)
  return places > 0 ? 1 - first / places : 0
}

function discount(place: number): number {
  return 1 / Math.log2(place + 2)
}
