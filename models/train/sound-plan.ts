import type { CachePlan } from './mel-cache.ts'

/** What every network of ours hears; written into each card. */
export const SOUND_PLAN: CachePlan = { sampleRateHz: 22050, fftSize: 2048, hopLength: 512, bands: 128, topDb: 80 }

/** Segments that the analyser looks at, and that a track is scored with. */
export const SEGMENTS_ANALYSED = 14
