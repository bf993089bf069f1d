import { textHash } from '../artwork/text-hash.ts'

const knownHues: Record<string, number> = {
  blues: 252,
  classical: 86,
  country: 62,
  disco: 330,
  electronic: 200,
  hiphop: 300,
  jazz: 38,
  metal: 20,
  pop: 352,
  reggae: 142,
  rock: 8,
  ambient: 178,
  folk: 108,
  latin: 48,
  soul: 316,
}

/** The hue (OKLCH degrees) of a genre: the same everywhere, also for genres that nobody foresaw. */
export function genreHue(genre: string): number {
  const key = genre.toLowerCase().replace(/[^a-z]/g, '')
  return knownHues[key] ?? textHash(key) % 360
}
