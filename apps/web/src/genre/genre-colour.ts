import { genreHue } from './genre-hue.ts'

/** The colour of a genre in pictures; a name always stands beside it. */
export function genreColour(genre: string): string {
  return `oklch(0.77 0.125 ${genreHue(genre)})`
}
