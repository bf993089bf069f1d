import type { Random } from '../compose/random.ts'
import type { ScaleName } from '../compose/scale.ts'
import type { Score } from '../compose/score.ts'
import type { SectionPlan, Song } from '../compose/song.ts'

export type Album = { title: string; year: number; tracks: readonly string[] }

/** What may differ from artist to artist within a genre besides the sound. */
export type Habits = {
  bpm: readonly [low: number, high: number]
  beatsPerBar: number
  scales: readonly ScaleName[]
  /** Candidate forms of different length; the one that suits the tempo is taken. */
  forms: readonly (readonly SectionPlan[])[]
}

export type Artist<Sound> = { name: string; albums: readonly Album[]; sound: Sound; habits?: Partial<Habits> }

export type Genre<Sound> = Habits & {
  label: string
  /** Hues in degrees from which covers are painted. */
  hues: readonly number[]
  artists: readonly Artist<Sound>[]
  compose(song: Song, sound: Sound): Score
}

/** An artist with the genre's habits and way of composing bound to the own sound. */
export type PlayingArtist = Habits & { name: string; albums: readonly Album[]; compose(song: Song): Score }
export type PlayingGenre = { label: string; hues: readonly number[]; artists: readonly PlayingArtist[] }

export function defineGenre<Sound>({ label, hues, artists, compose, ...habits }: Genre<Sound>): PlayingGenre {
  return {
    label,
    hues,
    artists: artists.map(({ name, albums, sound, habits: own }) => ({
      bpm: habits.bpm,
      beatsPerBar: habits.beatsPerBar,
      scales: habits.scales,
      forms: habits.forms,
      ...own,
      name,
      albums,
      compose: (song: Song) => compose(song, sound),
    })),
  }
}

/** A stream of chance for one part of a song. */
export const chanceFor = (song: Song, part: string): Random => song.random.fork(part)
