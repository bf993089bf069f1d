import type { DemoTrack } from './demo-track.ts'
import { encodeTrack } from './encode-track.ts'
import { renderTrack } from './render-track.ts'

/** From data to an mp3 file in one call, with nothing but processor time: made for worker threads. */
export function renderDemoTrack(track: DemoTrack): Promise<Uint8Array> {
  return encodeTrack(track, renderTrack(track))
}
