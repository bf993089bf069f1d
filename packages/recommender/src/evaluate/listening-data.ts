import type { Listening } from './parse-listening.ts'

/** What a value says: how often something was played, or what was thought of it on a scale to 5. */
export type ValueKind = 'counts' | 'ratings'

/** Numbered listening: entry e says that listener `listener[e]` met item `item[e]`; each pair once. */
export interface ListeningData {
  listeners: number
  items: number
  kind: ValueKind
  listener: Int32Array
  item: Int32Array
  value: Float64Array
  /** undefined where times are not known */
  atMs: Float64Array | undefined
}

export interface NumberedListening {
  /** one for each file, all with the same numbers */
  data: ListeningData[]
  listenerNames: string[]
  itemNames: string[]
}

/**
 * The same name gets the same number in every file. Of a pair that occurs more than once in a file the counts add up; of
 * several ratings the last one stays.
 */
export function numberListening(files: readonly Listening[], kind: ValueKind): NumberedListening {
  const listenerNumbers = new Map<string, number>()
  const itemNumbers = new Map<string, number>()
  const packed = files.map((file) => mergePairs(file, { listenerNumbers, itemNumbers, kind }))
  return {
    data: packed.map((entries) => ({ listeners: listenerNumbers.size, items: itemNumbers.size, kind, ...entries })),
    listenerNames: [...listenerNumbers.keys()],
    itemNames: [...itemNumbers.keys()],
  }
}

function mergePairs(
  { listeners, items, values, atMs }: Listening,
  numbers: { listenerNumbers: Map<string, number>; itemNumbers: Map<string, number>; kind: ValueKind },
): Pick<ListeningData, 'listener' | 'item' | 'value' | 'atMs'> {
  const merged = new Map<string, { listener: number; item: number; value: number; atMs: number }>()
  for (let e = 0; e < values.length; e++) {
    const listener = numberOf(numbers.listenerNumbers, listeners[e])
    const item = numberOf(numbers.itemNumbers, items[e])
    const key = `${listener} ${item}`
    const entry = merged.get(key) ?? { listener, item, value: 0, atMs: 0 }
    entry.value = numbers.kind === 'counts' ? entry.value + values[e] : values[e]
    if (atMs) entry.atMs = Math.max(entry.atMs, atMs[e])
    merged.set(key, entry)
  }
  const entries = [...merged.values()]
  return {
    listener: Int32Array.from(entries, ({ listener }) => listener),
    item: Int32Array.from(entries, ({ item }) => item),
    value: Float64Array.from(entries, ({ value }) => value),
    atMs: atMs && Float64Array.from(entries, (entry) => entry.atMs),
  }
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, numbers.size)
  return numbers.size - 1
}

/** Ratings lie between ½ and 5, take several values, and are mostly above the middle; nothing else looks like that. */
export function kindOfValues(values: Float64Array): ValueKind {
  const distinct = new Set<number>()
  let high = 0
  for (const value of values) {
    if (!(value >= 0.5 && value <= 5)) return 'counts'
    distinct.add(value)
    if (value >= 3) high++
  }
  return distinct.size >= 3 && high > values.length / 2 ? 'ratings' : 'counts'
}

/** The entries for which `keep` says so; listeners and items keep their numbers. */
export function subset(data: ListeningData, keep: (entry: number) => boolean): ListeningData {
  const chosen = Int32Array.from(data.listener.keys()).filter(keep)
  return {
    ...data,
    listener: Int32Array.from(chosen, (e) => data.listener[e]),
    item: Int32Array.from(chosen, (e) => data.item[e]),
    value: Float64Array.from(chosen, (e) => data.value[e]),
    atMs: data.atMs && Float64Array.from(chosen, (e) => data.atMs![e]),
  }
}

/** [listeners] the entries of each. */
export function entriesByListener({ listeners, listener }: ListeningData): number[][] {
  const entries: number[][] = Array.from({ length: listeners }, () => [])
  listener.forEach((u, e) => {
    entries[u].push(e)
  })
  return entries
}
