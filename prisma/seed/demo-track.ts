/** One piece of the demo catalogue as data. Everything about it, its sound included, follows from these fields. */
export type DemoTrack = {
  /** Stable identity: `genre/artist/title` in kebab case. */
  key: string
  title: string
  artist: string
  album: string
  year: number
  trackNumber: number
  genre: string
  bpm: number
  /** "E♭ minor". */
  musicalKey: string
  durationMs: number
  seed: number
}
