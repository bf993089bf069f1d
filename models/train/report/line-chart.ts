import { escapeText } from './markup.ts'

export type Line = { name: string; style: 'train' | 'validation'; points: { x: number; y: number }[] }
export type LineChartOptions = { title: string; xLabel: string; format: (value: number) => string }

const WIDTH = 520
const HEIGHT = 260
const MARGIN = { left: 52, right: 12, top: 30, bottom: 36 }
const TICKS = 5

/** Several lines over the same axes, as inline SVG. */
export function lineChart(lines: Line[], { title, xLabel, format }: LineChartOptions): string {
  const points = lines.flatMap((line) => line.points).filter(({ y }) => Number.isFinite(y))
  if (points.length === 0) return ''
  const [lastX, low, high] = [
    Math.max(2, ...points.map(({ x }) => x)),
    Math.min(...points.map(({ y }) => y)),
    Math.max(...points.map(({ y }) => y)),
  ]
  const span = high - low || 1
  const toX = (x: number) => MARGIN.left + ((x - 1) / (lastX - 1)) * (WIDTH - MARGIN.left - MARGIN.right)
  const toY = (y: number) => HEIGHT - MARGIN.bottom - ((y - low) / span) * (HEIGHT - MARGIN.top - MARGIN.bottom)
  const grid = Array.from({ length: TICKS }, (_, i) => low + (span * i) / (TICKS - 1)).map((value) => {
    const y = toY(value).toFixed(1)
    return `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y}" y2="${y}"/><text class="tick" x="${MARGIN.left - 8}" y="${y}" dy="4" text-anchor="end">${escapeText(format(value))}</text>`
  })
  const paths = lines.map(({ name, style, points }) => {
    const path = points.map(({ x, y }) => `${toX(x).toFixed(1)},${toY(y).toFixed(1)}`).join(' ')
    return `<polyline class="${style}" points="${path}"><title>${escapeText(name)}</title></polyline>`
  })
  return `<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeText(title)}">
<text class="title" x="${MARGIN.left}" y="16">${escapeText(title)}</text>
${grid.join('\n')}
${paths.join('\n')}
<text class="tick" x="${toX(1)}" y="${HEIGHT - 16}" text-anchor="middle">1</text>
<text class="tick" x="${toX(lastX)}" y="${HEIGHT - 16}" text-anchor="middle">${lastX}</text>
<text class="tick" x="${(toX(1) + toX(lastX)) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escapeText(xLabel)}</text>
</svg></figure>`
}
