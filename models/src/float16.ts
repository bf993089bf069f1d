const FLOAT = new Float32Array(1)
const BITS = new Uint32Array(FLOAT.buffer)

/** The nearest IEEE 754 half-precision bits; what is too large becomes infinity. */
export function toFloat16Bits(value: number): number {
  FLOAT[0] = value
  const bits = BITS[0]
  const sign = (bits >>> 16) & 0x8000
  const exponent = ((bits >>> 23) & 0xff) - 112
  const mantissa = bits & 0x7fffff
  if (exponent >= 31) return sign | 0x7c00
  if (exponent > 0) return sign + ((exponent << 10) | (mantissa >>> 13)) + ((mantissa >>> 12) & 1)
  if (exponent < -10) return sign
  const shifted = (mantissa | 0x800000) >>> (1 - exponent)
  return sign | ((shifted + 0x1000) >>> 13)
}
