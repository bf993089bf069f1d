import { formatDuration } from '../track/format-duration.ts'

/** { trackCount: 3, durationMs: 600000 } → "3 tracks, 10:00" */
export function playlistLength({ trackCount, durationMs }: { trackCount: number; durationMs: number }): string {
  if (trackCount === 0) return 'Empty'
  return `${trackCount} ${trackCount === 1 ? 'track' : 'tracks'}, ${formatDuration(durationMs)}`
}
