import { createRandom, shuffled } from './random.ts'

/**
 * The fold of each track, 0 to folds - 1. Tracks of one group share a fold, and every genre is spread as evenly over
 * the folds as whole groups allow: the largest groups first, each into the fold that holds least of its genres.
 */
export function artistFolds(
  tracks: { genre: string; group: string }[],
  { folds, seed }: { folds: number; seed: number },
): number[] {
  const groups = new Map<string, { genre: string; group: string }[]>()
  for (const track of tracks) groups.set(track.group, [...(groups.get(track.group) ?? []), track])
  const counts = Array.from({ length: folds }, () => new Map<string, number>())
  const foldOfGroup = new Map<string, number>()
  const largestFirst = shuffled([...groups], createRandom(seed)).sort((a, b) => b[1].length - a[1].length)
  for (const [group, members] of largestFirst) {
    const held = (fold: number) => members.reduce((sum, { genre }) => sum + (counts[fold].get(genre) ?? 0), 0)
    const total = (fold: number) => [...counts[fold].values()].reduce((sum, count) => sum + count, 0)
    const order = counts.map((_, fold) => fold).sort((a, b) => held(a) - held(b) || total(a) - total(b))
    const [fold] = order
    foldOfGroup.set(group, fold)
    for (const { genre } of members) counts[fold].set(genre, (counts[fold].get(genre) ?? 0) + 1)
  }
  return tracks.map(({ group }) => foldOfGroup.get(group) as number)
}
