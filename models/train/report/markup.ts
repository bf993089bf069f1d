/** Text as HTML and SVG take it. */
export function escapeText(text: string | number): string {
  return String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A share of 1 as `73.4 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

/** Rows of a table; cells are HTML. */
export function table(head: string[], rows: string[][]): string {
  const headCells = head.map((cell) => `<th>${cell}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')
  return `<div class="scroll"><table><thead><tr>${headCells}</tr></thead><tbody>\n${body}\n</tbody></table></div>`
}

/** A share of 1 as a bar with its number. */
export function bar(share: number): string {
  const width = Math.max(0, Math.min(1, share)) * 100
  return `<span class="bar"><i style="width:${width.toFixed(1)}%"></i></span> <b>${share.toFixed(3)}</b>`
}
