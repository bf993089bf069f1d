import type { PlayingArtist } from '../genres/genre.ts'
import { createRandom } from './random.ts'
import { layOutSections, type SectionPlan, type Song } from './song.ts'

/** What rings on after the last beat. */
const TAIL_MS = 1900
const SHORTEST_MS = 41_000
const LONGEST_MS = 88_000

/** A piece before its notes: tempo, key and form, drawn from the artist's habits, and the length that follows. */
export function planSong(
  artist: PlayingArtist,
  { title, seed }: { title: string; seed: number },
): { song: Song; durationMs: number } {
  const random = createRandom(seed)
  const bpm = Math.round(random.range(artist.bpm[0], artist.bpm[1]))
  const key = { tonic: random.int(12), scale: random.pick(artist.scales) }
  const barMs = (artist.beatsPerBar * 60_000) / bpm
  const lengthOf = (form: readonly SectionPlan[]) => form.reduce((sum, [, bars]) => sum + bars, 0) * barMs + TAIL_MS
  const wanted = random.range(42_000, 51_000)
  const misfit = (form: readonly SectionPlan[]) => {
    const ms = lengthOf(form)
    return Math.abs(ms - wanted) + (ms < SHORTEST_MS || ms > LONGEST_MS ? 1e6 : 0)
  }
  const form = [...artist.forms].sort((a, b) => misfit(a) - misfit(b))[0]
  const sections = layOutSections(form)
  const song: Song = { random, title, bpm, beatsPerBar: artist.beatsPerBar, key, sections }
  return { song, durationMs: Math.round(lengthOf(form)) }
}
