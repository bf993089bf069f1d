import type { Random } from '../compose/random.ts'

/** Gives every point of the square (x right, y down, both 0–1) a position 0–1 on the album's palette. */
export type Painting = (x: number, y: number) => number

const { PI, abs, atan2, cos, floor, min, sin, sqrt } = Math

/** Far faster than Math.hypot, which guards against overflow. */
const length = (x: number, y: number) => sqrt(x * x + y * y)

/** Ways to paint a cover; each draws its proportions once from `random`. */
export const PAINTERS = {
  sunset: (random: Random): Painting => {
    const horizon = random.range(0.58, 0.72)
    const radius = random.range(0.24, 0.33)
    const stripes = random.range(16, 26)
    return (x, y) => {
      const inside = length(x - 0.5, y - horizon * 0.82) < radius
      if (y > horizon) return 0.05 + 0.3 * abs(sin((x - 0.5) / (y - horizon + 0.06) + 3 * y)) * (y - horizon)
      if (inside && (y < horizon * 0.8 || sin(y * y * stripes * 9) > -0.3))
        return 0.72 + (0.25 * (horizon - y)) / horizon
      return 0.12 + 0.38 * (y / horizon) ** 2
    }
  },
  waves: (random: Random): Painting => {
    const ridges = Array.from({ length: 7 }, (_, i) => ({
      base: 0.2 + i * 0.125,
      height: random.range(0.02, 0.07),
      pace: random.range(3, 9),
      phase: random.range(0, 6.3),
    }))
    const moon = { x: random.range(0.25, 0.75), y: random.range(0.14, 0.3), r: random.range(0.06, 0.11) }
    return (x, y) => {
      let level = length(x - moon.x, y - moon.y) < moon.r ? 0.97 : 0.88 - 0.35 * y
      ridges.forEach(({ base, height, pace, phase }, i) => {
        const line = base + height * sin(x * pace + phase) + height * 0.5 * sin(x * pace * 2.3 + phase * 2)
        if (y > line + 0.1) level = 0.62 - i * 0.085 + 0.05 * (y - line)
      })
      return level
    }
  },
  orbits: (random: Random): Painting => {
    const centre = { x: random.range(0.3, 0.7), y: random.range(0.3, 0.7) }
    const rings = Array.from({ length: 7 }, () => ({
      tone: random.next(),
      turn: random.range(0, 6.3),
      span: random.range(2, 5.6),
    }))
    return (x, y) => {
      const distance = length(x - centre.x, y - centre.y) * 11
      const ring = floor(distance)
      if (ring === 0) return 0.95
      if (ring > rings.length || distance - ring > 0.72) return 0.06
      const { tone, turn, span } = rings[ring - 1]
      const angle = (atan2(y - centre.y, x - centre.x) + turn + 12.6) % (2 * PI)
      return angle < span ? 0.3 + 0.65 * tone : 0.16
    }
  },
  tiles: (random: Random): Painting => {
    const size = random.pick([4, 5, 6])
    const turns = Array.from({ length: size * size }, () => random.int(4))
    const tones = Array.from({ length: size * size }, () => [
      random.pick([0.05, 0.25, 0.45, 0.95]),
      random.pick([0.3, 0.55, 0.75]),
    ])
    return (x, y) => {
      const column = min(size - 1, floor(x * size))
      const row = min(size - 1, floor(y * size))
      const cell = row * size + column
      const u = x * size - column
      const v = y * size - row
      const [cx, cy] = [turns[cell] & 1, turns[cell] >> 1]
      const distance = length(u - cx, v - cy)
      if (distance < 0.45) return tones[cell][1] + 0.18
      return distance < 0.96 ? tones[cell][1] : tones[cell][0]
    }
  },
  rays: (random: Random): Painting => {
    const centre = { x: random.range(0.35, 0.65), y: random.range(0.55, 0.95) }
    const count = random.pick([9, 12, 16])
    const radius = random.range(0.14, 0.22)
    return (x, y) => {
      const distance = length(x - centre.x, y - centre.y)
      if (distance < radius) return 0.93 - (0.25 * distance) / radius
      if (distance < radius + 0.02) return 0.08
      const beam = floor(((atan2(y - centre.y, x - centre.x) + PI) / (2 * PI)) * count * 2) % 2
      return beam ? 0.7 - 0.28 * distance : 0.3 - 0.18 * distance
    }
  },
  shards: (random: Random): Painting => {
    const seeds = Array.from({ length: 26 }, () => ({ x: random.next(), y: random.next(), tone: random.next() ** 2 }))
    return (x, y) => {
      let nearest = 9
      let second = 9
      let tone = 0
      for (const seed of seeds) {
        const distance = abs(x - seed.x) * 1.3 + abs(y - seed.y) + 0.4 * abs(x - seed.x + (y - seed.y))
        if (distance < nearest) {
          second = nearest
          nearest = distance
          tone = seed.tone
        } else if (distance < second) second = distance
      }
      return second - nearest < 0.012 ? 0.98 : 0.04 + 0.6 * tone * (1 - 0.8 * nearest)
    }
  },
  pixels: (random: Random): Painting => {
    const grid = Array.from({ length: 12 * 6 }, (_, i) =>
      random.chance(0.2 + 0.35 * (1 - abs((i % 6) - 3.5) / 4)) ? random.pick([0.45, 0.7, 0.78, 0.98]) : 0,
    )
    return (x, y) => {
      const column = floor(x * 16) - 2
      const row = floor(y * 16) - 2
      const sky = 0.05 + 0.2 * floor(y * 8) * 0.125
      if (column < 0 || column > 11 || row < 0 || row > 11) return sky
      return grid[row * 6 + (column < 6 ? column : 11 - column)] || sky
    }
  },
  contours: (random: Random): Painting => {
    const hills = Array.from({ length: 5 }, () => ({
      x: random.range(2, 9),
      y: random.range(2, 9),
      phase: random.range(0, 6.3),
    }))
    const lines = random.range(5, 8)
    return (x, y) => {
      let height = 0
      for (const hill of hills) height += sin(hill.x * (x - 0.5) + hill.phase + 1.3 * sin(hill.y * y + hill.phase))
      const level = height * 0.1 + 0.5
      const line = abs(((level * lines * 2) % 1) - 0.5)
      return line > 0.43 ? 0.93 : 0.08 + (floor(level * lines) / lines) * 0.75
    }
  },
  petals: (random: Random): Painting => {
    const count = random.pick([5, 6, 8, 9])
    const turn = random.range(0, 6.3)
    const layers = random.pick([3, 4])
    return (x, y) => {
      const distance = length(x - 0.5, y - 0.5)
      const angle = atan2(y - 0.5, x - 0.5)
      let level = 0.1 + 0.12 * distance
      for (let layer = 0; layer < layers; layer++) {
        const reach = (0.46 - layer * 0.11) * (0.72 + 0.28 * cos(count * angle + turn + layer * PI))
        if (distance < reach) level = 0.28 + layer * 0.17 + 0.1 * (1 - distance / reach)
      }
      return distance < 0.045 ? 0.98 : level
    }
  },
  bars: (random: Random): Painting => {
    const count = random.pick([9, 13, 17])
    const heights = Array.from(
      { length: count },
      (_, i) => 0.15 + 0.6 * sin((PI * (i + 0.5)) / count) * random.range(0.4, 1),
    )
    return (x, y) => {
      const bar = min(count - 1, floor(x * count))
      const across = x * count - bar
      const high = abs(y - 0.5) * 2 < heights[bar]
      if (high && across > 0.16 && across < 0.84) return 0.42 + 0.55 * (1 - abs(y - 0.5) * 1.6)
      return 0.04 + 0.16 * y
    }
  },
  grid: (random: Random): Painting => {
    const horizon = random.range(0.45, 0.6)
    const peaks = Array.from({ length: 9 }, () => random.range(0.02, 0.2))
    return (x, y) => {
      if (y > horizon) {
        const depth = 0.12 / (y - horizon + 0.015)
        const across = abs((((x - 0.5) * depth * 5 + 100.5) % 1) - 0.5)
        const along = abs(((depth * 2.2) % 1) - 0.5)
        return across > 0.47 || along > 0.46 ? 0.8 : 0.04 + 0.12 * (y - horizon)
      }
      const at = x * (peaks.length - 1)
      const index = min(peaks.length - 2, floor(at))
      const peak = peaks[index] + (peaks[index + 1] - peaks[index]) * (at - index)
      return y > horizon - peak ? 0.22 : 0.35 + 0.6 * (y / horizon) ** 2
    }
  },
} as const

export type PainterName = keyof typeof PAINTERS
