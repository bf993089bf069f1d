import { orthonormalise } from '../orthonormal-rows.ts'
import { seededRandom } from '../seeded-random.ts'

/** A tag that fewer items carry says who tagged rather than what the item is like. */
const FEWEST_ITEMS = 3
const MOST_TAGS = 20_000
const ITERATIONS = 4

/**
 * Items as vectors in the main directions of their tags: log-weighted tf-idf, unit length, projected on the principal
 * subspace (orthogonal iteration), so that inner products stay nearly those of the tags. undefined for items without any
 * usable tag.
 */
export function tagVectors(
  items: readonly string[],
  { tags, dims }: { tags: ReadonlyMap<string, ReadonlyMap<string, number>>; dims: number },
): (Float32Array | undefined)[] {
  const rows = weighTags(items, tags)
  const width = rows.reduce((most, { columns }) => columns.reduce((a, b) => Math.max(a, b + 1), most), 0)
  const rank = Math.min(dims, width)
  const basis = rank === width ? undefined : principalBasis(rows, { width, rank })
  return rows.map((row) => (row.columns.length > 0 ? project(row, { basis, width, rank }) : undefined))
}

interface TagRow {
  columns: number[]
  values: number[]
}

function weighTags(items: readonly string[], tags: ReadonlyMap<string, ReadonlyMap<string, number>>): TagRow[] {
  const carriers = new Map<string, number>()
  for (const item of items)
    for (const tag of tags.get(item)?.keys() ?? []) carriers.set(tag, (carriers.get(tag) ?? 0) + 1)
  const used = [...carriers]
    .filter(([, count]) => count >= Math.min(FEWEST_ITEMS, items.length))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_TAGS)
  const columnOf = new Map(
    used.map(([tag, count], column) => [tag, { column, rarity: Math.log((items.length + 1) / (count + 1)) }]),
  )
  return items.map((item) => {
    const row: TagRow = { columns: [], values: [] }
    for (const [tag, weight] of tags.get(item) ?? []) {
      const known = columnOf.get(tag)
      if (!known || known.rarity <= 0) continue
      row.columns.push(known.column)
      row.values.push(Math.log1p(weight) * known.rarity)
    }
    const length = Math.hypot(...row.values)
    return { columns: row.columns, values: row.values.map((value) => value / length) }
  })
}

/** [rank x width] orthonormal rows. */
function principalBasis(rows: readonly TagRow[], { width, rank }: { width: number; rank: number }): Float64Array {
  const random = seededRandom('tag vectors')
  let basis = orthonormalise(
    Float64Array.from({ length: rank * width }, () => random.normal()),
    width,
  )
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const product = new Float64Array(width * rank)
    const byTag = transposed(basis, rank, width)
    for (const { columns, values } of rows) {
      const image = imageOf({ columns, values }, byTag, rank)
      for (let c = 0; c < columns.length; c++)
        for (let r = 0, at = columns[c] * rank; r < rank; r++, at++) product[at] += values[c] * image[r]
    }
    basis = orthonormalise(transposed(product, width, rank), width)
  }
  return transposed(basis, rank, width)
}

/** [rank] Σ value·row of a [width x rank] matrix. */
function imageOf({ columns, values }: TagRow, byTag: Float64Array, rank: number): Float64Array {
  const image = new Float64Array(rank)
  for (let c = 0; c < columns.length; c++)
    for (let r = 0, at = columns[c] * rank; r < rank; r++, at++) image[r] += values[c] * byTag[at]
  return image
}

function project(
  row: TagRow,
  { basis, rank }: { basis: Float64Array | undefined; width: number; rank: number },
): Float32Array {
  if (basis) return Float32Array.from(imageOf(row, basis, rank))
  const vector = new Float32Array(rank)
  row.columns.forEach((column, c) => {
    vector[column] = row.values[c]
  })
  return vector
}

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const flipped = new Float64Array(matrix.length)
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) flipped[c * rows + r] = matrix[r * columns + c]
  return flipped
}
