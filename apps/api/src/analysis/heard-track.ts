import type { ByteGrid } from '@segue/models/byte-grid'

/** What the analysis found in one file. */
export interface HeardTrack {
  modelVersion: string
  durationMs: number
  /** the file ends, or becomes unreadable, before its sound does */
  isTruncated: boolean
  /** WAVEFORM_PEAKS peaks, 0–255 */
  waveform: Uint8Array
  /** absent for silence */
  loudnessLufs?: number
  /** true peak, dB relative to full scale; absent for silence */
  peakDb?: number
  tempoBpm?: number
  musicalKey?: string
  /** of length 1 */
  embedding: Float32Array
  /** most probable first */
  genres: { label: string; probability: number }[]
  segments: HeardSegment[]
  /** where the track's genre is most probable, and what speaks for it there; at least one */
  excerpts: HeardExcerpt[]
}

export interface HeardSegment {
  startMs: number
  endMs: number
  label: string
  probability: number
  /** those that are not next to impossible, most probable first */
  genres: { label: string; probability: number }[]
}

/** See ExplainedSegment of the models. */
export interface HeardExcerpt {
  startMs: number
  endMs: number
  label: string
  probability: number
  spectrogram: ByteGrid
  heat: ByteGrid
  /** bands lie evenly in mel from 0 to this */
  highestHz: number
  /** one value a moment; empty where the network does not tell */
  attention: Uint8Array
}

export const WAVEFORM_PEAKS = 800
