const inner = 30
const longest = 102
const shortest = 46
const gap = 0.02

/**
 * SVG paths of ring slices around the origin, clockwise from the top. The angle is the share's part of the
 * circle; the reach goes from 46 to 102 with the share relative to the largest.
 */
export function wheelSlices(shares: readonly number[]): string[] {
  const sum = shares.reduce((total, share) => total + share, 0)
  const top = Math.max(...shares)
  let start = -Math.PI / 2
  return shares.map((share) => {
    const end = start + (share / sum) * 2 * Math.PI
    const reach = shortest + (longest - shortest) * Math.sqrt(share / top)
    const path = slice({ from: start + gap, to: Math.max(start + gap, end - gap), reach })
    start = end
    return path
  })
}

function slice({ from, to, reach }: { from: number; to: number; reach: number }): string {
  const isLarge = to - from > Math.PI ? 1 : 0
  const at = (angle: number, radius: number) =>
    `${(Math.cos(angle) * radius).toFixed(2)} ${(Math.sin(angle) * radius).toFixed(2)}`
  return `M${at(from, inner)}L${at(from, reach)}A${reach} ${reach} 0 ${isLarge} 1 ${at(to, reach)}L${at(to, inner)}A${inner} ${inner} 0 ${isLarge} 0 ${at(from, inner)}Z`
}
