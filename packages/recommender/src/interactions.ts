/** Listeners x items in compressed sparse rows; entries of row r lie at starts[r] … starts[r + 1] − 1. */
export interface SparseRows {
  rows: number
  columns: number
  /** [rows + 1] */
  starts: Int32Array
  /** [entries] column of each entry, ascending within a row */
  indices: Int32Array
  /** [entries] −1 … 1 */
  preference: Float32Array
  /** [entries] > 0 */
  confidence: Float32Array
}

export interface Interaction {
  listener: number
  item: number
  preference: number
  confidence: number
}

export class InteractionRangeError extends Error {
  readonly code = 'INTERACTION_OUT_OF_RANGE'
}

/** Packs (listener, item, preference, confidence); each pair may occur once. Throws InteractionRangeError. */
export function buildInteractions(
  entries: readonly Interaction[],
  { listeners, items }: { listeners: number; items: number },
): SparseRows {
  const matrix = emptyRows({ rows: listeners, columns: items, entries: entries.length })
  for (const { listener, item } of entries) {
    if (!(listener >= 0 && listener < listeners && item >= 0 && item < items))
      throw new InteractionRangeError(`listener ${listener} of ${listeners}, item ${item} of ${items}`)
    matrix.starts[listener + 1]++
  }
  for (let r = 0; r < listeners; r++) matrix.starts[r + 1] += matrix.starts[r]
  const next = matrix.starts.slice()
  for (const entry of [...entries].sort((a, b) => a.item - b.item)) {
    const at = next[entry.listener]++
    matrix.indices[at] = entry.item
    matrix.preference[at] = entry.preference
    matrix.confidence[at] = entry.confidence
  }
  return matrix
}

/** The same entries by column: items x listeners. */
export function transpose(matrix: SparseRows): SparseRows {
  const { rows, columns, starts, indices } = matrix
  const flipped = emptyRows({ rows: columns, columns: rows, entries: indices.length })
  for (const column of indices) flipped.starts[column + 1]++
  for (let c = 0; c < columns; c++) flipped.starts[c + 1] += flipped.starts[c]
  const next = flipped.starts.slice()
  for (let r = 0; r < rows; r++)
    for (let at = starts[r]; at < starts[r + 1]; at++) {
      const to = next[indices[at]]++
      flipped.indices[to] = r
      flipped.preference[to] = matrix.preference[at]
      flipped.confidence[to] = matrix.confidence[at]
    }
  return flipped
}

/** [rows] sum of confidences: how much is known about each row. */
export function evidenceOf({ rows, starts, confidence }: SparseRows): Float64Array {
  const evidence = new Float64Array(rows)
  for (let r = 0; r < rows; r++) for (let at = starts[r]; at < starts[r + 1]; at++) evidence[r] += confidence[at]
  return evidence
}

function emptyRows({ rows, columns, entries }: { rows: number; columns: number; entries: number }): SparseRows {
  return {
    rows,
    columns,
    starts: new Int32Array(rows + 1),
    indices: new Int32Array(entries),
    preference: new Float32Array(entries),
    confidence: new Float32Array(entries),
  }
}
