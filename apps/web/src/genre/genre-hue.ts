import { textHash } from '../artwork/text-hash.ts'

const knownHues: Record<string, number> = {
  blues: 252,
  classical: 98,
  country: 74,
  disco: 335,
  electronic: 212,
  hiphop: 308,
  jazz: 52,
  metal: 280,
  pop: 2,
  reggae: 142,
  rock: 26,
  ambient: 178,
  folk: 118,
  latin: 40,
  soul: 322,
}

/** The hue (OKLCH degrees) of a genre: the same everywhere, also for genres that nobody foresaw. */
export function genreHue(genre: string): number {
  const key = genre.toLowerCase().replace(/[^a-z]/g, '')
  return knownHues[key] ?? textHash(key) % 360
}
