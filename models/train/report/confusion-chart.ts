import { escapeText } from './markup.ts'

const CELL = 46
const NAMES = 96

/** confusion[truth][answer] as coloured squares, each row by its share; inline SVG. */
export function confusionChart(confusion: number[][], labels: string[]): string {
  const side = NAMES + labels.length * CELL
  const cells = confusion.flatMap((row, truth) => {
    const total = Math.max(
      1,
      row.reduce((sum, count) => sum + count, 0),
    )
    return row.map((count, answer) => cell({ count, share: count / total, truth, answer }, labels))
  })
  const names = labels.flatMap((label, i) => {
    const middle = NAMES + i * CELL + CELL / 2
    return [
      `<text class="tick" x="${NAMES - 8}" y="${middle}" dy="4" text-anchor="end">${escapeText(label)}</text>`,
      `<text class="tick" transform="translate(${middle + 4} ${NAMES - 8}) rotate(-50)">${escapeText(label)}</text>`,
    ]
  })
  return `<figure><svg viewBox="0 0 ${side + 40} ${side}" role="img" aria-label="Confusion matrix" style="max-width:${side + 40}px">
${names.join('\n')}
${cells.join('\n')}
</svg><figcaption>A row is what the tracks are, a column what they were taken for.</figcaption></figure>`
}

type Cell = { count: number; share: number; truth: number; answer: number }

function cell({ count, share, truth, answer }: Cell, labels: string[]): string {
  const [x, y] = [NAMES + answer * CELL, NAMES + truth * CELL]
  const meaning = `${labels[truth]} taken for ${labels[answer]}: ${count} (${(share * 100).toFixed(0)} %)`
  const kind = truth === answer ? 'right' : 'wrong'
  const number =
    count > 0
      ? `<text class="count" x="${x + CELL / 2}" y="${y + CELL / 2}" dy="5" text-anchor="middle">${count}</text>`
      : ''
  return `<g><title>${escapeText(meaning)}</title><rect class="empty" x="${x + 1}" y="${y + 1}" width="${CELL - 2}" height="${CELL - 2}" rx="4"/><rect class="${kind}" x="${x + 1}" y="${y + 1}" width="${CELL - 2}" height="${CELL - 2}" rx="4" opacity="${share.toFixed(3)}"/>${number}</g>`
}
