import type { DrumKit } from '../synth/drum-kits.ts'
import type { DrumName } from '../synth/drum-name.ts'
import type { Voice } from '../synth/voice.ts'
import type { ChordSpan } from './harmony.ts'
import type { Song } from './song.ts'

/** Times in beats from the start, before swing. `velocity` 0–1. A positive `bend` starts that many semitones below. */
export type Note = { beat: number; beats: number; midi: number; velocity: number; bend?: number }
export type DrumHit = { beat: number; drum: DrumName; velocity: number }

export type PartRole = 'melody' | 'chords' | 'bass' | 'texture'

/** How a part sits in the mix. Levels in dB relative to the usual level of the role; pan −1 left … 1 right. */
export type PartMix = {
  gainDb?: number
  pan?: number
  reverb?: number
  delay?: number
  chorus?: number
  /** Rate in hertz of a tremolo on the whole part. */
  tremoloHz?: number
  /** Depth 0–1 by which every kick pushes the part down. */
  duck?: number
  /** Input gain of the amplifier; from about 1 (warm) to 40 (metal). */
  drive?: number
  lowCutHz?: number
  highCutHz?: number
  /** Low-pass automation: cutoff moves in straight (logarithmic) lines between these points. */
  sweep?: readonly { beat: number; hz: number }[]
  /** Deviation of human timing, and how far behind the beat the player sits. */
  looseMs?: number
  lateMs?: number
}

export type NotePart = PartMix & { role: PartRole; voice: Voice; notes: readonly Note[] }
export type DrumPart = PartMix & { kit: DrumKit; hits: readonly DrumHit[] }

/** The room and the finish that all parts share. */
export type Master = {
  reverbSeconds?: number
  reverbBrightness?: number
  /** Echo time in beats and how much of it returns. */
  delayBeats?: number
  delayFeedback?: number
  /** Level of record noise, 0–1. */
  vinyl?: number
  /** Slow pitch wander of worn tape, in cents. */
  wowCents?: number
  /** Saturation of the whole mix, 0–1. */
  warmth?: number
  /** Beats over which the end fades out; without it the piece ends by itself and rings out. */
  fadeOutBeats?: number
}

/** A finished composition: everything that the synthesiser needs, nothing about how it came about. */
export type Score = {
  song: Song
  chords: readonly ChordSpan[]
  parts: readonly NotePart[]
  drums: readonly DrumPart[]
  /** Off-beats of this length (in beats) move late: 0.5 is straight, 0.667 a triplet shuffle. */
  swing?: { unitBeats: number; ratio: number }
  /** The last beats slow down by a quarter; the tempo breathes by this many beats (0.05 is much) over each phrase. */
  ritardandoBeats?: number
  rubatoBeats?: number
  master: Master
}
