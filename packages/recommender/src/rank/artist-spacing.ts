/** Remembers which artist came when, so that none returns too soon. */
export interface ArtistSpacing {
  /** how many other tracks have come since this artist; Infinity if never */
  since(artist: number): number
  add(artist: number): void
}

export function artistSpacing(): ArtistSpacing {
  const lastPlace = new Map<number, number>()
  let place = 0
  return {
    since: (artist) => {
      const last = lastPlace.get(artist)
      return last === undefined ? Number.POSITIVE_INFINITY : place - last - 1
    },
    add: (artist) => {
      lastPlace.set(artist, place++)
    },
  }
}
