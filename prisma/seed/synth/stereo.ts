export type Stereo = { left: Float32Array; right: Float32Array }

export const createStereo = (samples: number): Stereo => ({
  left: new Float32Array(samples),
  right: new Float32Array(samples),
})

/** Parts are written for a small stage; this opens it. */
const STAGE_WIDTH = 1.35

/** Constant-power gains for a position −1 … 1. */
export function panGains(pan: number): readonly [left: number, right: number] {
  const place = Math.min(1, Math.max(-1, pan * STAGE_WIDTH))
  const angle = ((place + 1) * Math.PI) / 4
  return [Math.SQRT2 * Math.cos(angle), Math.SQRT2 * Math.sin(angle)]
}
