/**
 * A picture for music that came without one, as an SVG of 400 by 400: two neighbouring hues and one of five motifs,
 * all taken from the seed, so that the same seed always gives the same picture.
 */
export function drawArtwork(seed: string): string {
  const random = randomFrom(seed)
  const hue = Math.floor(random() * 360)
  const neighbour = hue + 40 + Math.floor(random() * 60)
  const angle = Math.floor(random() * 360)
  const motif = MOTIFS[Math.floor(random() * MOTIFS.length)]!
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400">
<defs><linearGradient id="g" gradientTransform="rotate(${angle} .5 .5)">
<stop stop-color="hsl(${hue} 62% 24%)"/><stop offset="1" stop-color="hsl(${neighbour} 70% 52%)"/>
</linearGradient></defs>
<rect width="400" height="400" fill="url(#g)"/>
<g fill="none" stroke="hsl(${neighbour} 90% 88%)">${motif(random)}</g>
</svg>
`
}

type Random = () => number
type Motif = (random: Random) => string

const MOTIFS: readonly Motif[] = [grooves, swell, moons, bars, fan]

/** The grooves of a record, from somewhere off the middle. */
function grooves(random: Random): string {
  const x = between(random, 60, 340)
  const y = between(random, 60, 340)
  const gap = between(random, 18, 34)
  return times(14, (ring) => {
    const opacity = shown(0.75 - ring * 0.045)
    return `<circle cx="${x}" cy="${y}" r="${gap * (ring + 1)}" stroke-width="${ring % 3 === 0 ? 7 : 2}" opacity="${opacity}"/>`
  })
}

/** Waves, one below the other. */
function swell(random: Random): string {
  const height = between(random, 20, 70)
  const gap = between(random, 26, 44)
  const lean = between(random, -60, 60)
  return times(11, (wave) => {
    const y = wave * gap + 10
    const path = `M-20 ${y} Q${80 + lean} ${y - height} 200 ${y} T420 ${y + lean / 3}`
    return `<path d="${path}" stroke-width="${shown(2 + wave * 0.8)}" opacity="${shown(0.25 + wave * 0.05)}"/>`
  })
}

/** Discs that cover each other. */
function moons(random: Random): string {
  return times(5, () => {
    const radius = between(random, 50, 150)
    const place = `cx="${between(random, 40, 360)}" cy="${between(random, 40, 360)}" r="${radius}"`
    return `<circle ${place} fill="hsl(0 0% 100% / ${shown(0.06 + random() * 0.16)})" stroke-width="2" stroke-opacity=".5"/>`
  })
}

/** The bars of a level meter. */
function bars(random: Random): string {
  return times(13, (bar) => {
    const length = between(random, 40, 300)
    const y = shown(200 - length / 2)
    return `<rect x="${22 + bar * 28}" y="${y}" width="16" height="${length}" rx="8" fill="hsl(0 0% 100% / .55)" stroke="none"/>`
  })
}

/** Rays from a corner. */
function fan(random: Random): string {
  const corner = random() < 0.5 ? 0 : 400
  const spread = between(random, 30, 60)
  return times(12, (ray) => {
    const end = `${400 - corner} ${ray * spread - 60}`
    return `<path d="M${corner} 400 L${end} l0 ${shown(spread / 2)} Z" fill="hsl(0 0% 100% / ${shown(0.08 + (ray % 4) * 0.07)})" stroke="none"/>`
  })
}

function times(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('')
}

const between = (random: Random, low: number, high: number) => Math.round(low + random() * (high - low))

/** At most two decimals. */
const shown = (value: number) => String(Math.round(value * 100) / 100)

/** Mulberry32 over the seed's FNV-1a hash; uniform in 0 … 1. */
function randomFrom(seed: string): Random {
  let state = 2_166_136_261
  for (const character of seed) state = Math.imul(state ^ character.codePointAt(0)!, 16_777_619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
