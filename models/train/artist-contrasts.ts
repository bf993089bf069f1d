type Described = { vector: Float32Array; label: number; artist: string }

/**
 * How the artists of a genre differ from each other: each artist's mean less the mean of the genre's artists, for every
 * genre that has more than one. What these tell apart, a classifier of genres must not listen to.
 */
export function artistContrasts(tracks: Described[]): Float32Array[] {
  return groupsBy(tracks, ({ label }) => label).flatMap((genre) => {
    const artists = groupsBy(genre, ({ artist }) => artist).map((group) => meanOf(group.map(({ vector }) => vector)))
    if (artists.length < 2) return []
    const centre = meanOf(artists)
    return artists.map((artist) => artist.map((value, i) => value - centre[i]))
  })
}

function groupsBy<Item, Key>(items: Item[], keyOf: (item: Item) => Key): Item[][] {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}

function meanOf(vectors: Float32Array[]): Float32Array {
  return vectors[0].map((_, i) => vectors.reduce((sum, vector) => sum + vector[i], 0) / vectors.length)
}
