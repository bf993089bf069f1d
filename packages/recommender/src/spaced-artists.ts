import type { CatalogueSnapshot } from './catalogue-snapshot.ts'

/**
 * The first `limit` of `ranked` in an order for listening: each place goes to the best remaining track whose artist has
 * not come within the last `gap` tracks (`recent` ones included, oldest first). Where all remaining artists have, the one
 * that has waited longest returns, so that few artists take turns instead of forming blocks.
 */
export function spacedArtists(
  { artists }: Pick<CatalogueSnapshot, 'artists'>,
  ranked: readonly number[],
  { limit, gap, recent = [] }: { limit: number; gap: number; recent?: readonly number[] },
): number[] {
  const lastPlace = new Map<number, number>()
  let place = 0
  const put = (track: number) => lastPlace.set(artists[track], place++)
  const waited = (track: number) => place - (lastPlace.get(artists[track]) ?? Number.NEGATIVE_INFINITY) - 1
  for (const track of recent) put(track)
  const remaining = [...ranked]
  const list: number[] = []
  while (list.length < limit && remaining.length > 0) {
    const chosen = remaining.findIndex((track) => waited(track) >= gap)
    const [next] = remaining.splice(chosen >= 0 ? chosen : longestWaiting(remaining, waited), 1)
    list.push(next)
    put(next)
  }
  return list
}

function longestWaiting(tracks: readonly number[], waited: (track: number) => number): number {
  let best = 0
  let longest = Number.NEGATIVE_INFINITY
  for (const [i, track] of tracks.entries()) {
    const wait = waited(track)
    if (wait > longest) [best, longest] = [i, wait]
  }
  return best
}
