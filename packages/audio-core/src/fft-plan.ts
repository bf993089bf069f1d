/** One pass of the half-size transform that both real-fft.ts and the WebAssembly kernel run. */
export interface FftStage {
  radix: 2 | 4
  /** Butterflies with different twiddles: (remaining length) / radix. */
  groups: number
  /** Points that share a twiddle, in complex points. */
  stride: number
  /** cos and sin of w, w², w³ for each group: six entries a group. */
  twiddles: Float64Array
}

/** Stockham decimation in frequency: radix 4 throughout, and a last pass of radix 2 where needed. */
export function planFftStages(points: number): FftStage[] {
  const stages: FftStage[] = []
  let stride = 1
  for (let length = points; length > 1; ) {
    const radix = length % 4 === 0 ? 4 : 2
    stages.push({ radix, groups: length / radix, stride, twiddles: stageTwiddles(length) })
    length /= radix
    stride *= radix
  }
  return stages
}

function stageTwiddles(length: number): Float64Array {
  const groups = Math.floor(length / 4)
  const twiddles = new Float64Array(groups * 6)
  for (let p = 0; p < groups; p++) {
    for (let power = 1; power <= 3; power++) {
      const angle = (-2 * Math.PI * p * power) / length
      twiddles[p * 6 + power * 2 - 2] = Math.cos(angle)
      twiddles[p * 6 + power * 2 - 1] = Math.sin(angle)
    }
  }
  return twiddles
}

/** cos and sin of -2πk / size for k up to size / 4, to unfold a half-size transform into the real one's bins. */
export function unfoldTwiddles(size: number): Float64Array {
  const twiddles = new Float64Array(size / 2 + 2)
  for (let k = 0; k <= size / 4; k++) {
    twiddles[2 * k] = Math.cos((-2 * Math.PI * k) / size)
    twiddles[2 * k + 1] = Math.sin((-2 * Math.PI * k) / size)
  }
  return twiddles
}
