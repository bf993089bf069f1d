import type { ByteGrid } from './byte-grid.ts'

/** A part of a picture's frames and bands, as shares from 0 to 1. */
export type HeatFocus = { frames: [from: number, to: number]; bands: [from: number, to: number] }

/** So much of the heat lies within the focus's frames, and so much within its bands. */
const SHARE = 0.6

/**
 * Where most of a map's heat lies: the fewest neighbouring frames, and bands, that hold 60 % of it. Absent where
 * there is none, and where it lies all over: naming a place would say more than the map does.
 */
export function heatFocus({ frames, bands, values }: ByteGrid): HeatFocus | undefined {
  const overTime = new Float64Array(frames)
  const overPitch = new Float64Array(bands)
  values.forEach((value, i) => {
    overTime[Math.floor(i / bands)] += value
    overPitch[i % bands] += value
  })
  const focus = { frames: densest(overTime), bands: densest(overPitch) }
  const isAllOver = [focus.frames, focus.bands].every(([from, to]) => to - from >= SHARE)
  return isAllOver ? undefined : focus
}

function densest(heat: Float64Array): [number, number] {
  const total = heat.reduce((sum, value) => sum + value, 0)
  if (total === 0) return [0, 1]
  let best: [number, number] = [0, heat.length]
  for (let from = 0, to = 0, sum = 0; from < heat.length; sum -= heat[from++]) {
    while (to < heat.length && sum < SHARE * total) sum += heat[to++]
    if (sum < SHARE * total) break
    if (to - from < best[1] - best[0]) best = [from, to]
  }
  return [best[0] / heat.length, best[1] / heat.length]
}
