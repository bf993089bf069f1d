import { EvaluationFileError } from './evaluation-file-error.ts'
import { fieldsOfLines, isNumber } from './text-lines.ts'

/** What is known of items beside listening. */
export type ItemContent =
  | { kind: 'vectors'; dims: number; vectors: Map<string, Float32Array> }
  | { kind: 'tags'; tags: Map<string, Map<string, number>> }

/**
 * Either `item dim…` (dense, one line an item) or `item tag weight` (sparse, as many lines an item as it has tags; the
 * weights of equal pairs add up). Three columns are tags unless the second holds a number in every line and no item occurs
 * twice. A first line whose last column is no number is a header. Throws EvaluationFileError.
 */
export function parseContent(text: string, file: string): ItemContent {
  const rows = [...fieldsOfLines(text)]
  if (rows.length > 0 && !isNumber(rows[0].fields.at(-1))) rows.shift()
  if (rows.length === 0) throw new EvaluationFileError(file, 1, 'no entries')
  const isTagged = rows[0].fields.length === 3 && !isTwoDimensional(rows)
  return isTagged ? readTags(rows, file) : readVectors(rows, file)
}

type Row = { line: number; fields: string[] }

function isTwoDimensional(rows: readonly Row[]): boolean {
  return (
    rows.every(({ fields }) => isNumber(fields[1])) && new Set(rows.map(({ fields }) => fields[0])).size === rows.length
  )
}

function readTags(rows: readonly Row[], file: string): ItemContent {
  const tags = new Map<string, Map<string, number>>()
  for (const { line, fields } of rows) {
    const [item, tag, weight] = fields
    if (fields.length !== 3)
      throw new EvaluationFileError(file, line, `expected "item tag weight", found ${fields.length} columns`)
    if (!isNumber(weight)) throw new EvaluationFileError(file, line, `"${weight}" is no number`)
    if (Number(weight) <= 0) continue
    const ofItem = tags.get(item) ?? new Map<string, number>()
    ofItem.set(tag, (ofItem.get(tag) ?? 0) + Number(weight))
    tags.set(item, ofItem)
  }
  return { kind: 'tags', tags }
}

function readVectors(rows: readonly Row[], file: string): ItemContent {
  const dims = rows[0].fields.length - 1
  const vectors = new Map<string, Float32Array>()
  for (const { line, fields } of rows) {
    if (fields.length !== dims + 1)
      throw new EvaluationFileError(file, line, `${fields.length - 1} dimensions, in the lines before ${dims}`)
    if (vectors.has(fields[0])) throw new EvaluationFileError(file, line, `item ${fields[0]} occurs twice`)
    const wrong = fields.findIndex((field, column) => column > 0 && !isNumber(field))
    if (wrong > 0) throw new EvaluationFileError(file, line, `"${fields[wrong]}" is no number`)
    vectors.set(fields[0], Float32Array.from(fields.slice(1), Number))
  }
  if (dims < 1) throw new EvaluationFileError(file, rows[0].line, 'expected "item dim…" or "item tag weight"')
  return { kind: 'vectors', dims, vectors }
}
