/** Rows as objects named by the header; fields may be quoted, with quotes doubled inside and line breaks kept. */
export function parseCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = parseRows(text)
  if (!header) return []
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])))
}

function parseRows(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const field = quoted === undefined ? plain : quoted.replaceAll('""', '"')
    const empty = row.length === 0 && field === '' && end !== ','
    if (!empty) row.push(field)
    if (end !== ',' && row.length > 0) {
      rows.push(row)
      row = []
    }
  }
  return rows
}
