/**
 * The filter of ITU-R BS.1770-4: a high shelf for the head and a high pass, at any sample rate. The standard gives
 * coefficients for 48 kHz only; these are the analogue prototypes behind them, transformed for other rates
 * (De Man, "Evaluation of implementations of the EBU R128 loudness measurement", 2018).
 * The function keeps its state, so that a signal may come in pieces.
 */
export function kWeighting(sampleRateHz: number): (samples: Float32Array) => Float64Array {
  const shelf = createBiquad(headShelf(sampleRateHz))
  const highPass = createBiquad(lowCut(sampleRateHz))
  return (samples) => highPass(shelf(samples))
}

interface Biquad {
  b0: number
  b1: number
  b2: number
  a1: number
  a2: number
}

function headShelf(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRateHz)
  const q = 0.7071752369554196
  const high = 10 ** (3.999843853973347 / 20)
  const band = high ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  }
}

function lowCut(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 }
}

/** Transposed direct form II. */
function createBiquad({ b0, b1, b2, a1, a2 }: Biquad): (samples: ArrayLike<number>) => Float64Array {
  let z1 = 0
  let z2 = 0
  return (samples) => {
    const out = new Float64Array(samples.length)
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i]
      const y = b0 * x + z1
      z1 = b1 * x - a1 * y + z2
      z2 = b2 * x - a2 * y
      out[i] = y
    }
    return out
  }
}
