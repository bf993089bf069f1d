import { hashText, type Random } from '../compose/random.ts'
import type { NotePart } from '../compose/score.ts'
import { renderNote } from './render-note.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'

const VELOCITY_STEPS = 6
const GATE_STEP_SECONDS = 0.01
const LONGEST_NOTE = 12 * SAMPLE_RATE_HZ

/** A mono track from its first to its last sound; `offset` is where it starts in the piece, in samples. */
export type PlayedPart = { signal: Float32Array; offset: number }

/**
 * Plays a part's notes. Music repeats itself: equal notes (pitch, length, strength) are rendered
 * once, in two variants that alternate, and then only mixed.
 */
export function playNotes(part: NotePart, time: (beat: number) => number, random: Random, samples: number): PlayedPart {
  const track = new Float32Array(samples)
  const scratch = new Float32Array(LONGEST_NOTE)
  const rendered = new Map<string, Float32Array>()
  let from = samples
  let to = 0
  const late = (part.lateMs ?? 0) / 1000
  const loose = (part.looseMs ?? 0) / 1000
  for (const [index, note] of part.notes.entries()) {
    const start = time(note.beat)
    const gate = Math.max(0.03, time(note.beat + note.beats) - start)
    const gateSteps = Math.ceil(gate / GATE_STEP_SECONDS)
    const step = Math.max(1, Math.min(VELOCITY_STEPS, Math.round(note.velocity * VELOCITY_STEPS)))
    const key = `${note.midi} ${gateSteps} ${step} ${note.bend ?? 0} ${index & 1}`
    let sound = rendered.get(key)
    if (!sound) {
      const request = {
        frequencyHz: 440 * 2 ** ((note.midi - 69) / 12),
        gateSeconds: gateSteps * GATE_STEP_SECONDS,
        velocity: step / VELOCITY_STEPS,
        bendSemitones: note.bend ?? 0,
        seed: hashText(key) & 0xffff,
      }
      sound = scratch.slice(0, renderNote(part.voice, request, scratch))
      rendered.set(key, sound)
    }
    const at = Math.max(0, Math.round((start + late + loose * 0.5 * random.gauss()) * SAMPLE_RATE_HZ))
    const gain = (0.25 + 0.75 * note.velocity) / (0.25 + (0.75 * step) / VELOCITY_STEPS)
    const end = Math.min(sound.length, samples - at)
    for (let i = 0; i < end; i++) track[at + i] += gain * sound[i]
    from = Math.min(from, at)
    to = Math.max(to, at + end)
  }
  return { signal: track.subarray(Math.min(from, to), to), offset: Math.min(from, to) }
}
