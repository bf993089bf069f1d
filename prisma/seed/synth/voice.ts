import type { BandsVoice } from './bands-voice.ts'
import type { FmVoice } from './fm-voice.ts'
import type { ModalVoice } from './modal-voice.ts'
import type { PluckVoice } from './pluck-voice.ts'
import type { ToneVoice } from './tone-voice.ts'

/** An instrument, as data. Each kind has one renderer. */
export type Voice = ToneVoice | PluckVoice | FmVoice | ModalVoice | BandsVoice

/** What a renderer is asked for. `bendSemitones` is how far below its pitch the note starts. */
export type NoteRequest = {
  frequencyHz: number
  gateSeconds: number
  velocity: number
  bendSemitones: number
  seed: number
}

/**
 * Writes one note to the start of `out` (mono, any previous content is overwritten) and returns its length in samples,
 * release included; the last samples are practically zero.
 */
export type NoteRenderer<V> = (voice: V, note: NoteRequest, out: Float32Array) => number
