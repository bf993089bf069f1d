/** The rows of each label, one label after the other: those of label l lie at starts[l] … starts[l + 1] − 1. */
export interface GroupedRows {
  /** [labels + 1] */
  readonly starts: Int32Array
  /** [rows that have a label] in the order in which they were given */
  readonly rows: Int32Array
}

/** @param labels [rows] −1 where there is none @param order rows as they should follow each other within a label */
export function groupRows(labels: Int32Array, { count, order }: { count: number; order: Int32Array }): GroupedRows {
  const starts = new Int32Array(count + 1)
  for (const label of labels) if (label >= 0) starts[label + 1]++
  for (let label = 0; label < count; label++) starts[label + 1] += starts[label]
  const next = starts.slice()
  const rows = new Int32Array(starts[count])
  for (const row of order) if (labels[row] >= 0) rows[next[labels[row]]++] = row
  return { starts, rows }
}

/** Empty for a label that is not there. */
export function rowsOf({ starts, rows }: GroupedRows, label: number | undefined): Int32Array {
  return label === undefined || label < 0 ? rows.subarray(0, 0) : rows.subarray(starts[label], starts[label + 1])
}
