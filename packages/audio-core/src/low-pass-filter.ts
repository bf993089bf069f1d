const { ceil, exp, PI, sin, sqrt } = Math

const STOP_BAND_DB = 100

export interface LowPassOptions {
  /** What lies below passes, in cycles a sample. */
  pass: number
  /** What lies above does not, in cycles a sample. */
  stop: number
}

/** A low-pass that can be read at any fraction of a sample. */
export interface LowPassFilter {
  /** Taps on each side of the output's place; a multiple of four. */
  half: number
  /** The 2 · half taps for an output that lies `fraction` of a sample after tap half - 1. A constant stays what it is. */
  taps(fraction: number): Float32Array
}

/** A Kaiser-windowed sinc, by Kaiser's formulas for length and shape; 100 dB down in its stop band. */
export function designLowPass({ pass, stop }: LowPassOptions): LowPassFilter {
  const cutoff = (pass + stop) / 2
  const half = 4 * ceil((STOP_BAND_DB - 8) / (2.285 * 2 * PI * (stop - pass)) / 8)
  const beta = 0.1102 * (STOP_BAND_DB - 8.7)
  const kaiserPeak = bessel0(beta)
  return {
    half,
    taps(fraction) {
      const taps = new Float64Array(2 * half)
      let sum = 0
      for (let j = 0; j < taps.length; j++) {
        const distance = j - (half - 1) - fraction
        taps[j] = sinc(2 * cutoff * distance) * (kaiser(distance / half, beta) / kaiserPeak)
        sum += taps[j]
      }
      return Float32Array.from(taps, (tap) => tap / sum)
    },
  }
}

/** Its 2 · half - 1 taps at whole samples, the same backwards. */
export function symmetricTaps({ taps }: LowPassFilter): Float64Array {
  const own = Float64Array.from(taps(0)).subarray(0, -1)
  const sum = own.reduce((total, tap) => total + tap, 0)
  return own.map((tap) => tap / sum)
}

function sinc(x: number): number {
  return x === 0 ? 1 : sin(PI * x) / (PI * x)
}

/** The window without its scale. */
function kaiser(x: number, beta: number): number {
  return x < -1 || x > 1 ? 0 : bessel0(beta * sqrt(1 - x * x))
}

/** Modified Bessel function of the first kind and order zero, to 2e-7 (Abramowitz and Stegun, 9.8.1 and 9.8.2). */
export function bessel0(x: number): number {
  if (x <= 3.75) return polynomial(BELOW, (x / 3.75) ** 2)
  return (exp(x) / sqrt(x)) * polynomial(ABOVE, 3.75 / x)
}

const BELOW = [1, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.0360768, 0.0045813]
const ABOVE = [
  0.39894228, 0.01328592, 0.00225319, -0.00157565, 0.00916281, -0.02057706, 0.02635537, -0.01647633, 0.00392377,
]

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i]
  return sum
}
