/** Rows as objects named by the header; fields may be quoted, with quotes doubled inside and line breaks kept. */
export function parseCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = csvRows(text)
  if (!header) return []
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])))
}

/** Row by row, so that a large table is never held as fields. */
export function* csvRows(text: string): Generator<string[]> {
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const field = quoted === undefined ? plain : quoted.replaceAll('""', '"')
    const empty = row.length === 0 && field === '' && end !== ','
    if (!empty) row.push(field)
    if (end !== ',' && row.length > 0) {
      yield row
      row = []
    }
  }
}
