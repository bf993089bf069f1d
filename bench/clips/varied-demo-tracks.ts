import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'

/** Pieces spread over the composed catalogue, so that every genre's kind of sound is in them. */
export function variedDemoTracks(count: number): DemoTrack[] {
  const all = demoTracks()
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)])
}
