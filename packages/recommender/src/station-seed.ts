import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import { rowsOf } from './grouped-rows.ts'

/** What music is to go on from. */
export type RadioSeed =
  | { kind: 'track'; trackId: string }
  | { kind: 'artist'; artistId: string }
  | { kind: 'genre'; genre: string }
  | { kind: 'playlist'; trackIds: readonly string[] }

/** The rows that a seed stands for; empty where nothing is known of it. */
export function seedTracks(snapshot: CatalogueSnapshot, seed: RadioSeed): number[] {
  switch (seed.kind) {
    case 'track':
      return knownRows(snapshot, [seed.trackId])
    case 'artist':
      return [...rowsOf(snapshot.byArtist, snapshot.artistNumbers.get(seed.artistId))]
    case 'genre':
      return [...rowsOf(snapshot.byGenre, snapshot.genreNumbers.get(seed.genre))]
    case 'playlist':
      return knownRows(snapshot, seed.trackIds)
    default:
      return unreachable(seed)
  }
}

export function knownRows({ rowOf }: CatalogueSnapshot, trackIds: readonly string[]): number[] {
  return [...new Set(trackIds)].flatMap((id) => rowOf.get(id) ?? [])
}

function unreachable(seed: never): never {
  throw new Error(`unknown seed ${JSON.stringify(seed)}`)
}
