import type { Random } from '../compose/random.ts'

/** Linear RGB, each 0–1. */
export type Colour = readonly [number, number, number]

/** Five colours from dark to light around a hue, with one accent from across the wheel. */
export function createPalette(hue: number, random: Random): Colour[] {
  const drift = random.pick([18, 28, 40]) * (random.chance(0.5) ? 1 : -1)
  const accent = hue + random.pick([150, 180, 205, 45])
  const chroma = random.range(0.85, 1.1)
  return [
    oklch(0.2, 0.05 * chroma, hue - drift),
    oklch(0.4, 0.11 * chroma, hue),
    oklch(0.62, 0.15 * chroma, hue + drift),
    oklch(0.78, 0.13 * chroma, accent),
    oklch(0.94, 0.035, hue + drift),
  ]
}

/** Oklch (Ottosson 2020): equal steps look equal, so every hue gives a balanced cover. Clipped to the screen's range. */
function oklch(lightness: number, chroma: number, hueDegrees: number): Colour {
  const a = chroma * Math.cos((hueDegrees * Math.PI) / 180)
  const b = chroma * Math.sin((hueDegrees * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

/** Colour at a position 0–1 along a palette. */
export function colourAt(palette: readonly Colour[], position: number): Colour {
  const scaled = Math.min(0.99999, Math.max(0, position)) * (palette.length - 1)
  const index = Math.floor(scaled)
  const t = scaled - index
  const [from, to] = [palette[index], palette[index + 1]]
  return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t, from[2] + (to[2] - from[2]) * t]
}
