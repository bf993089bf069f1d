import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'

/** The composed tracks, one of each genre after the other, so that a half-rendered catalogue is varied already. */
export function demoCatalogue(): DemoTrack[] {
  const byGenre = new Map<string, DemoTrack[]>()
  for (const track of demoTracks()) byGenre.set(track.genre, [...(byGenre.get(track.genre) ?? []), track])
  const longest = Math.max(...[...byGenre.values()].map((tracks) => tracks.length))
  return Array.from({ length: longest }, (_, turn) =>
    [...byGenre.values()].flatMap((tracks) => (tracks[turn] ? [tracks[turn]] : [])),
  ).flat()
}
