import { closeSync, openSync, readSync } from 'node:fs'
import type { MelSounds, Place } from './sounds.ts'

type Stored = Pick<MelSounds, 'bytes' | 'bands' | 'topDb'>

/** Segment of a stored track as dB, [frames x bands], from `firstFrame`; a shorter track goes round. */
export function readSegment(
  store: Stored,
  place: Place,
  { firstFrame, frames }: { firstFrame: number; frames: number },
): Float32Array {
  const { bands, topDb } = store
  const segment = new Float32Array(frames * bands)
  for (let done = 0; done < frames; ) {
    const from = (firstFrame + done) % place.frames
    const count = Math.min(frames - done, place.frames - from)
    const bytes = readBytes(store, place, { from: from * bands, length: count * bands })
    for (let i = 0; i < bytes.length; i++) segment[done * bands + i] = (bytes[i] / 255 - 1) * topDb
    done += count
  }
  return segment
}

/** Bytes of a stored track, from memory or from its file. */
export function readBytes(
  { bytes }: Pick<MelSounds, 'bytes'>,
  { file, offset }: Place,
  { from, length }: { from: number; length: number },
): Uint8Array {
  if (file === null && bytes) return bytes.subarray(offset + from, offset + from + length)
  if (file === null) throw new Error('A stored track is neither in memory nor on disk.')
  const read = new Uint8Array(length)
  const descriptor = openSync(file, 'r')
  try {
    if (readSync(descriptor, read, 0, length, offset + from) < length) throw new Error(`${file} is cut off.`)
  } finally {
    closeSync(descriptor)
  }
  return read
}
