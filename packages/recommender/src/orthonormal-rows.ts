/**
 * Modified Gram-Schmidt over the rows of a [n x dims] matrix, in place; directions that vanish (there are fewer than
 * rows) become zero.
 */
export function orthonormalise(basis: Float64Array, dims: number): Float64Array {
  for (let r = 0; r < basis.length; r += dims) {
    const before = rowNorm(basis, r, dims)
    for (let s = 0; s < r; s += dims) {
      let dot = 0
      for (let j = 0; j < dims; j++) dot += basis[r + j] * basis[s + j]
      for (let j = 0; j < dims; j++) basis[r + j] -= dot * basis[s + j]
    }
    const after = rowNorm(basis, r, dims)
    const scale = after > 1e-9 * before && after > 1e-14 ? 1 / after : 0
    for (let j = 0; j < dims; j++) basis[r + j] *= scale
  }
  return basis
}

function rowNorm(basis: Float64Array, start: number, dims: number): number {
  let squares = 0
  for (let j = 0; j < dims; j++) squares += basis[start + j] * basis[start + j]
  return Math.sqrt(squares)
}
