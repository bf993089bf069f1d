import type { DemoTrack } from './demo-track.ts'
import { GENRES } from './genres/genres.ts'
import { planTrack } from './plan-track.ts'

const ALBUM = { title: 'Études', year: 2020 }

/**
 * So many more pieces by each artist of the demo, none of which is in it: what an analyser may learn from, so that it
 * hears the demo's own tracks for the first time. The artists take turns.
 */
export function etudes({ perArtist }: { perArtist: number }): DemoTrack[] {
  return Array.from({ length: perArtist }, (_, i) => i + 1).flatMap((number) =>
    GENRES.flatMap((genre) =>
      genre.artists.map((artist) =>
        planTrack({ genre, artist, album: ALBUM, title: `Étude ${number}`, trackNumber: number }),
      ),
    ),
  )
}
