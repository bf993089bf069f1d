import type { Architecture } from './architecture.ts'

/** How many statistics describe a track where a network hears no spectrogram. */
export const FEATURE_COUNT = 518

/** Frames and bands of what a network takes; a vector of statistics counts as one frame. */
export function inputShape(
  { input }: Pick<Architecture, 'input'>,
  { bands }: { bands: number },
): { frames: number; bands: number } {
  return input.kind === 'mel' ? { frames: input.segmentFrames, bands } : { frames: 1, bands: FEATURE_COUNT }
}
