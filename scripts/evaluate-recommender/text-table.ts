/** Columns as wide as they need to be: the first and the last to the left, numbers to the right. */
export function textTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, c) => Math.max(column.length, ...rows.map((row) => row[c]?.length ?? 0)))
  const isWord = columns.map((_, c) => rows.some((row) => row[c] !== '-' && Number.isNaN(Number(row[c]))))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, c) => (isWord[c] ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
      .join('  ')
      .trimEnd()
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
