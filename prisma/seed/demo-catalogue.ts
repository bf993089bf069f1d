import type { DemoTrack } from './demo-track.ts'
import { GENRES } from './genres/genres.ts'
import { planTrack } from './plan-track.ts'

/** The demo catalogue: music that Segue composes itself, by invented artists. Cheap; nothing is rendered. */
export function demoTracks(): DemoTrack[] {
  return GENRES.flatMap((genre) =>
    genre.artists.flatMap((artist) =>
      artist.albums.flatMap((album) =>
        album.tracks.map((title, index) => planTrack({ genre, artist, album, title, trackNumber: index + 1 })),
      ),
    ),
  )
}
