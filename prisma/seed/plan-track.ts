import { planSong } from './compose/plan-song.ts'
import { hashText } from './compose/random.ts'
import { keyName } from './compose/scale.ts'
import type { DemoTrack } from './demo-track.ts'
import type { Album, PlayingArtist, PlayingGenre } from './genres/genre.ts'
import { kebab } from './kebab.ts'

type Placed = {
  genre: PlayingGenre
  artist: PlayingArtist
  album: Pick<Album, 'title' | 'year'>
  title: string
  trackNumber: number
}

/** A piece by an invented artist; artist and title decide how it sounds. */
export function planTrack({ genre, artist, album, title, trackNumber }: Placed): DemoTrack {
  const seed = hashText(`${artist.name}/${title}`)
  const { song, durationMs } = planSong(artist, { title, seed })
  return {
    key: `${kebab(genre.label)}/${kebab(artist.name)}/${kebab(title)}`,
    title,
    artist: artist.name,
    album: album.title,
    year: album.year,
    trackNumber,
    genre: genre.label,
    bpm: song.bpm,
    musicalKey: keyName(song.key),
    durationMs,
    seed,
  }
}
