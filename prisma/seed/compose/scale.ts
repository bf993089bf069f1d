/** Semitones above the tonic. */
export const SCALES = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  harmonicMinor: [0, 2, 3, 5, 7, 8, 11],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  majorPentatonic: [0, 2, 4, 7, 9],
  minorPentatonic: [0, 3, 5, 7, 10],
  blues: [0, 3, 5, 6, 7, 10],
} as const satisfies Record<string, readonly number[]>

export type ScaleName = keyof typeof SCALES
/** `tonic` is a pitch class, 0 = C. */
export type Key = { tonic: number; scale: ScaleName }

const PITCH_NAMES = ['C', 'D♭', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'] as const
const MINOR_SCALES: readonly ScaleName[] = ['minor', 'harmonicMinor', 'dorian', 'phrygian', 'minorPentatonic', 'blues']

/** "E♭ minor", as printed on a track. */
export function keyName({ tonic, scale }: Key): string {
  return `${PITCH_NAMES[tonic]} ${MINOR_SCALES.includes(scale) ? 'minor' : 'major'}`
}

export const pitchClass = (midi: number) => ((midi % 12) + 12) % 12

/** The pitch classes of a key. */
export function scalePitchClasses({ tonic, scale }: Key): number[] {
  return SCALES[scale].map((step) => (tonic + step) % 12)
}

/** The midi pitch nearest to `midi` whose pitch class is allowed; ties go down. */
export function nearestPitch(midi: number, allowed: readonly number[]): number {
  const whole = Math.round(midi)
  for (let distance = 0; distance < 12; distance++) {
    if (allowed.includes(pitchClass(whole - distance))) return whole - distance
    if (allowed.includes(pitchClass(whole + distance))) return whole + distance
  }
  return whole
}

/** Moves `steps` scale steps up or down from a pitch of the scale. */
export function stepInScale(midi: number, steps: number, allowed: readonly number[]): number {
  const direction = Math.sign(steps)
  let pitch = midi
  for (let left = Math.abs(steps); left > 0; ) {
    pitch += direction
    if (allowed.includes(pitchClass(pitch))) left--
  }
  return pitch
}
