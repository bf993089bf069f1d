const spelled: Record<string, string> = { hiphop: 'Hip-hop', rnb: 'R&B' }

/** A genre's label as it is written for people. */
export function genreName(genre: string): string {
  return spelled[genre.toLowerCase()] ?? genre.charAt(0).toUpperCase() + genre.slice(1)
}
