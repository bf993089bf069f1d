import { type ContentQuery, type ContentSpace, contentQuery, similaritiesToQuery } from './content-space.ts'

const MOST_CENTRES = 4
const ROUNDS = 6
/** A track at least this like its centre (cosine) is spoken for by it. */
const SPOKEN_FOR = 0.35

/**
 * What some tracks sound like, as the means of at most four groups of them: the mean of metal and ambient would be
 * neither. Groups begin with the track that the others speak least for, then k-means by cosine. Always the same for the
 * same tracks; empty where the sound of none is known.
 */
export function soundCentres(space: ContentSpace, tracks: readonly number[]): ContentQuery[] {
  const known = tracks.filter((track) => space.known[track])
  const all = meanOf(space, known)
  if (!all) return []
  let centres = [all]
  while (centres.length < MOST_CENTRES) {
    const [stranger, likeness] = leastLike(space, { known, centres })
    if (likeness >= SPOKEN_FOR) break
    centres = settled(space, { known, centres: [...centres, meanOf(space, [stranger])!] })
  }
  return centres
}

function settled(space: ContentSpace, { known, centres }: { known: readonly number[]; centres: ContentQuery[] }) {
  let moved = centres
  for (let round = 0; round < ROUNDS; round++) {
    const groups: number[][] = moved.map(() => [])
    nearestCentres(space, { known, centres: moved }).forEach(({ centre }, i) => {
      groups[centre].push(known[i])
    })
    moved = groups.flatMap((group) => meanOf(space, group) ?? [])
  }
  return moved
}

function leastLike(
  space: ContentSpace,
  { known, centres }: { known: readonly number[]; centres: readonly ContentQuery[] },
): [track: number, likeness: number] {
  let least: [number, number] = [known[0], Number.POSITIVE_INFINITY]
  nearestCentres(space, { known, centres }).forEach(({ likeness }, i) => {
    if (likeness < least[1]) least = [known[i], likeness]
  })
  return least
}

/** Of each track. */
function nearestCentres(
  space: ContentSpace,
  { known, centres }: { known: readonly number[]; centres: readonly ContentQuery[] },
): { centre: number; likeness: number }[] {
  const found = known.map(() => ({ centre: 0, likeness: Number.NEGATIVE_INFINITY }))
  centres.forEach((query, centre) => {
    similaritiesToQuery(space, { query, rows: known }, 'cosine').forEach((likeness, i) => {
      if (likeness > found[i].likeness) found[i] = { centre, likeness }
    })
  })
  return found
}

function meanOf(space: ContentSpace, tracks: readonly number[]): ContentQuery | undefined {
  return contentQuery(
    space,
    tracks.map((track) => ({ track, weight: 1 })),
  )
}
