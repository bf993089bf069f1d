/** The first place of every track: pages that were asked for at different moments may overlap. */
export function distinctTracks<Item extends { track: { id: string } }>(items: readonly Item[]): Item[] {
  const seen = new Set<string>()
  return items.filter(({ track }) => !seen.has(track.id) && seen.add(track.id))
}
