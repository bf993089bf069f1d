/** The fields of every line that holds any; empty lines and those that begin with # or % are passed by. */
export function* fieldsOfLines(text: string): Generator<{ line: number; fields: string[] }> {
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  for (let line = 1; start < text.length; line++) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    const content = text.slice(start, end)
    start = end + 1
    if (/^\s*([#%]|$)/.test(content)) continue
    yield {
      line,
      fields: content.includes('\t') ? content.split('\t').map((field) => field.trim()) : content.trim().split(/\s+/),
    }
  }
}

export function isNumber(field: string | undefined): boolean {
  return field !== undefined && field !== '' && Number.isFinite(Number(field))
}
