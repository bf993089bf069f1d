import type { DemoTrack } from '../demo-track.ts'
import { GENRES } from '../genres/genres.ts'
import { planSong } from './plan-song.ts'
import type { Score } from './score.ts'

/** The track is not one of the demo catalogue's. */
export class UnknownDemoTrack extends Error {
  readonly code = 'UNKNOWN_DEMO_TRACK'
  constructor(readonly key: string) {
    super(`"${key}" is not a demo track`)
  }
}

/** Writes the notes of a demo track: the same track always gives the same score. */
export function composeTrack(track: DemoTrack): Score {
  const genre = GENRES.find(({ label }) => label === track.genre)
  const artist = genre?.artists.find(({ name }) => name === track.artist)
  if (!artist) throw new UnknownDemoTrack(track.key)
  return artist.compose(planSong(artist, track).song)
}
