import { composeTrack } from './compose/compose-track.ts'
import type { DemoTrack } from './demo-track.ts'
import { renderScore } from './synth/render-score.ts'
import { SAMPLE_RATE_HZ } from './synth/sample-rate.ts'

export type RenderedTrack = { sampleRateHz: number; left: Float32Array; right: Float32Array }

/** Composes and plays a demo track: stereo in [−1, 1], exactly as long as the catalogue says. */
export function renderTrack(track: DemoTrack): RenderedTrack {
  const samples = Math.round((track.durationMs * SAMPLE_RATE_HZ) / 1000)
  return { sampleRateHz: SAMPLE_RATE_HZ, ...renderScore(composeTrack(track), samples) }
}
