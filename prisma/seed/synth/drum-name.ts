/** Every drum that a kit can hold. */
export const DRUM_NAMES = [
  'kick',
  'snare',
  'rim',
  'clap',
  'hat',
  'openHat',
  'ride',
  'crash',
  'tomHigh',
  'tomLow',
  'shaker',
  'clave',
  'cowbell',
  'conga',
  'congaLow',
  'brush',
  'tambourine',
] as const

export type DrumName = (typeof DRUM_NAMES)[number]
