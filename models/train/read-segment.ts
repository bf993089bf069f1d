import type { MelStore } from './mel-cache.ts'

/** Segment of a stored track as dB, [frames x bands], from `firstFrame`; a shorter track goes round. */
export function readSegment(
  store: Pick<MelStore, 'bytes' | 'bands' | 'topDb'>,
  track: { offset: number; frames: number },
  { firstFrame, frames }: { firstFrame: number; frames: number },
): Float32Array {
  const { bytes, bands, topDb } = store
  const segment = new Float32Array(frames * bands)
  for (let frame = 0; frame < frames; frame++) {
    const from = track.offset + ((firstFrame + frame) % track.frames) * bands
    for (let band = 0; band < bands; band++) segment[frame * bands + band] = (bytes[from + band] / 255 - 1) * topDb
  }
  return segment
}
