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
  segments: { startMs: number; endMs: number; label: string; probability: number }[]
}

export const WAVEFORM_PEAKS = 800
