/** One spelling for a genre: lower case, and hip hop in one word as GTZAN has it. */
export function genreName(text: string): string {
  const name = text.trim().toLowerCase()
  return /^hip[- ]?hop$/.test(name) ? 'hiphop' : name
}
