import { renderBands } from './bands-voice.ts'
import { renderFm } from './fm-voice.ts'
import { renderModal } from './modal-voice.ts'
import { renderPluck } from './pluck-voice.ts'
import { renderTone } from './tone-voice.ts'
import type { NoteRequest, Voice } from './voice.ts'

/** Renders one note of any instrument; see `NoteRenderer`. */
export function renderNote(voice: Voice, note: NoteRequest, out: Float32Array): number {
  switch (voice.kind) {
    case 'tone':
      return renderTone(voice, note, out)
    case 'pluck':
      return renderPluck(voice, note, out)
    case 'fm':
      return renderFm(voice, note, out)
    case 'modal':
      return renderModal(voice, note, out)
    case 'bands':
      return renderBands(voice, note, out)
    default:
      return unreachable(voice)
  }
}

function unreachable(voice: never): never {
  throw new Error(`No renderer for ${JSON.stringify(voice)}`)
}
