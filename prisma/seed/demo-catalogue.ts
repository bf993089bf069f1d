import { planSong } from './compose/plan-song.ts'
import { hashText } from './compose/random.ts'
import { keyName } from './compose/scale.ts'
import type { DemoTrack } from './demo-track.ts'
import { GENRES } from './genres/genres.ts'
import { kebab } from './kebab.ts'

/** The demo catalogue: music that Segue composes itself, by invented artists. Cheap; nothing is rendered. */
export function demoTracks(): DemoTrack[] {
  return GENRES.flatMap((genre) =>
    genre.artists.flatMap((artist) =>
      artist.albums.flatMap((album) =>
        album.tracks.map((title, index) => {
          const seed = hashText(`${artist.name}/${title}`)
          const { song, durationMs } = planSong(artist, { title, seed })
          return {
            key: `${kebab(genre.label)}/${kebab(artist.name)}/${kebab(title)}`,
            title,
            artist: artist.name,
            album: album.title,
            year: album.year,
            trackNumber: index + 1,
            genre: genre.label,
            bpm: song.bpm,
            musicalKey: keyName(song.key),
            durationMs,
            seed,
          }
        }),
      ),
    ),
  )
}
