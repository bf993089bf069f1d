import type { AudioFormat } from '@segue/audio-core/detect-format'

/** File name ending and media type, as browsers know them, of each format. */
export const AUDIO_TYPES: Record<AudioFormat, { extension: string; mimeType: string }> = {
  wav: { extension: 'wav', mimeType: 'audio/wav' },
  aiff: { extension: 'aiff', mimeType: 'audio/aiff' },
  mp3: { extension: 'mp3', mimeType: 'audio/mpeg' },
  flac: { extension: 'flac', mimeType: 'audio/flac' },
  'ogg-flac': { extension: 'oga', mimeType: 'audio/ogg' },
  'ogg-vorbis': { extension: 'ogg', mimeType: 'audio/ogg' },
  'ogg-opus': { extension: 'opus', mimeType: 'audio/ogg' },
  'ogg-speex': { extension: 'spx', mimeType: 'audio/ogg' },
  m4a: { extension: 'm4a', mimeType: 'audio/mp4' },
  aac: { extension: 'aac', mimeType: 'audio/aac' },
  matroska: { extension: 'mka', mimeType: 'audio/x-matroska' },
  wma: { extension: 'wma', mimeType: 'audio/x-ms-wma' },
  caf: { extension: 'caf', mimeType: 'audio/x-caf' },
  au: { extension: 'au', mimeType: 'audio/basic' },
  amr: { extension: 'amr', mimeType: 'audio/amr' },
  ape: { extension: 'ape', mimeType: 'audio/x-ape' },
  wavpack: { extension: 'wv', mimeType: 'audio/x-wavpack' },
  tta: { extension: 'tta', mimeType: 'audio/x-tta' },
  musepack: { extension: 'mpc', mimeType: 'audio/x-musepack' },
  dsf: { extension: 'dsf', mimeType: 'audio/x-dsf' },
}

/** Endings by which an import finds music in a folder. */
export const AUDIO_EXTENSIONS = new Set([
  ...Object.values(AUDIO_TYPES).map(({ extension }) => extension),
  'aif',
  'mp4',
  'webm',
])
