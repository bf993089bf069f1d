import type { CatalogueSnapshot } from './catalogue-snapshot.ts'

/** Of every recording the first row only. */
export function distinctRecordings(
  { recordings }: Pick<CatalogueSnapshot, 'recordings'>,
  rows: Iterable<number>,
): number[] {
  const seen = new Set<number>()
  return [...rows].filter((row) => !seen.has(recordings[row]) && seen.add(recordings[row]))
}
