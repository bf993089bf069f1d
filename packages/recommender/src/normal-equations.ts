import type { CholeskyFactor } from './cholesky.ts'
import type { DotRows } from './dot-rows.ts'
import type { Observation } from './fold-in.ts'
import { ROWS_AT_ONCE, type SquaresKernel, squaresModule } from './squares-kernel.ts'
import { PAGE_BYTES } from './wasm-assembler.ts'

/** The linear algebra of folding listeners in, in Float64; has a memory of its own, which it uses again for every listener. */
export interface NormalEquations {
  /** Adds Σ c·v·vᵀ to the lower triangle of `normal` ([factors x factors]) and Σ c·p·v to `right`. */
  add(sums: { normal: Float64Array; right: Float64Array }, rows: DotRows, observations: readonly Observation[]): void
  /** L⁻¹·v in place for every v of `vectors` ([n x factors]): of two such vectors the inner product is vᵀA⁻¹w. */
  whiten(certainty: CholeskyFactor, vectors: Float64Array): void
}

const NOTHING: Observation = { track: 0, preference: 0, confidence: 0 }

export function normalEquations(factors: number): NormalEquations {
  const width = 2 * Math.ceil(factors / 2)
  const bytes = 8 * (ROWS_AT_ONCE + ROWS_AT_ONCE * width + width * width + width)
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) })
  const kernel = new WebAssembly.Instance(squaresModule(), { env: { memory } }).exports as unknown as SquaresKernel
  const weights = new Float64Array(memory.buffer, 0, ROWS_AT_ONCE)
  const vectors = new Float64Array(memory.buffer, weights.byteLength, ROWS_AT_ONCE * width)
  const sums = new Float64Array(memory.buffer, vectors.byteOffset + vectors.byteLength, width * width)
  const inverses = new Float64Array(memory.buffer, sums.byteOffset + sums.byteLength, width)

  function read(place: number, { data, stride }: DotRows, observation: Observation, right: Float64Array): void {
    const { track, preference, confidence } = observation
    weights[place] = confidence
    for (let f = 0, at = track * stride, to = place * width; f < factors; f++, at++, to++) {
      vectors[to] = data[at]
      right[f] += confidence * preference * data[at]
    }
  }

  return {
    add: ({ normal, right }, rows, observations) => {
      for (let f = 0; f < factors; f++) for (let g = 0; g <= f; g++) sums[f * width + g] = normal[f * factors + g]
      for (let first = 0; first < observations.length; first += ROWS_AT_ONCE) {
        for (let place = 0; place < ROWS_AT_ONCE; place++)
          read(place, rows, observations[first + place] ?? NOTHING, right)
        kernel.addSquares(vectors.byteOffset, weights.byteOffset, sums.byteOffset, 8 * width)
      }
      for (let f = 0; f < factors; f++) for (let g = 0; g <= f; g++) normal[f * factors + g] = sums[f * width + g]
    },
    whiten: ({ lower }, some) => {
      for (let f = 0; f < factors; f++) {
        for (let g = 0; g < f; g++) sums[f * width + g] = lower[f * factors + g]
        sums[f * width + f] = 0
        inverses[f] = 1 / lower[f * factors + f]
      }
      const vector = vectors.subarray(0, width)
      for (let start = 0; start < some.length; start += factors) {
        vector.fill(0)
        vector.set(some.subarray(start, start + factors))
        kernel.solveLower(sums.byteOffset, inverses.byteOffset, vector.byteOffset, 8 * width)
        some.set(vector.subarray(0, factors), start)
      }
    },
  }
}
