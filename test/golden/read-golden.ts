import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What make_golden.py has measured. */
export const SOUNDS = ['tone', 'chirp', 'noise', 'clicks', 'music'] as const
export type Sound = (typeof SOUNDS)[number]

export const RATE_HZ = 22050

/** Mono samples at 22,050 Hz. */
export function readInput(sound: Sound): Float32Array {
  return Float32Array.from(new Int16Array(readBytes(`inputs/${sound}.s16`)), (value) => value / 32768)
}

export function readFloats(name: string): Float32Array {
  return new Float32Array(readBytes(name))
}

/** In shares of a semitone. */
export function readTuning(sound: Sound): Record<'magnitude' | 'power', number> {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'tuning.json'), 'utf8'))[sound]
}

function readBytes(name: string): ArrayBuffer {
  const bytes = readFileSync(join(import.meta.dirname, name))
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
}
