import { SAMPLE_RATE_HZ } from './sample-rate.ts'

const LINES = 8
const LENGTHS = [743, 881, 1013, 1151, 1297, 1459, 1607, 1777]
/** Level of the return against the sends. */
const WET = 1.5
const RING = 2048
const MASK = RING - 1

/**
 * Adds a room to a stereo mix: a feedback delay network of eight lines with a Hadamard mix (Jot and Chaigne 1991), run
 * at half the sample rate since a tail has no brilliance. `seconds` to −60 dB, `brightness` 0–1.
 */
export function addReverb(
  send: Float32Array,
  { left, right }: { left: Float32Array; right: Float32Array },
  { seconds, brightness }: { seconds: number; brightness: number },
): void {
  const rate = SAMPLE_RATE_HZ / 2
  const lines = LENGTHS.map(() => new Float32Array(RING))
  const [b0, b1, b2, b3, b4, b5, b6, b7] = lines
  const [n0, n1, n2, n3, n4, n5, n6, n7] = LENGTHS
  const gain = LENGTHS.map((length) => 10 ** ((-3 * length) / (seconds * rate)) / Math.sqrt(LINES))
  const keep = 0.25 + 0.7 * brightness
  let tone0 = 0
  let tone1 = 0
  let tone2 = 0
  let tone3 = 0
  let tone4 = 0
  let tone5 = 0
  let tone6 = 0
  let tone7 = 0
  const diffuse = new Float32Array(512)
  const predelay = new Float32Array(1024)
  let lastLeft = 0
  let lastRight = 0
  let input = 0
  for (let i = 0, w = 0; i + 1 < send.length; i += 2, w++) {
    predelay[w & 1023] = 0.5 * (send[i] + send[i + 1]) + 1e-18
    const dry = predelay[(w - 280) & 1023]
    const held = diffuse[(w - 347) & 511]
    const spread = dry - 0.62 * held
    diffuse[w & 511] = spread
    input = held + 0.62 * spread
    tone0 += keep * (b0[(w - n0) & MASK] - tone0)
    tone1 += keep * (b1[(w - n1) & MASK] - tone1)
    tone2 += keep * (b2[(w - n2) & MASK] - tone2)
    tone3 += keep * (b3[(w - n3) & MASK] - tone3)
    tone4 += keep * (b4[(w - n4) & MASK] - tone4)
    tone5 += keep * (b5[(w - n5) & MASK] - tone5)
    tone6 += keep * (b6[(w - n6) & MASK] - tone6)
    tone7 += keep * (b7[(w - n7) & MASK] - tone7)
    const x0 = tone0 * gain[0]
    const x1 = tone1 * gain[1]
    const x2 = tone2 * gain[2]
    const x3 = tone3 * gain[3]
    const x4 = tone4 * gain[4]
    const x5 = tone5 * gain[5]
    const x6 = tone6 * gain[6]
    const x7 = tone7 * gain[7]
    const s0 = x0 + x1
    const s1 = x0 - x1
    const s2 = x2 + x3
    const s3 = x2 - x3
    const s4 = x4 + x5
    const s5 = x4 - x5
    const s6 = x6 + x7
    const s7 = x6 - x7
    const t0 = s0 + s2
    const t1 = s1 + s3
    const t2 = s0 - s2
    const t3 = s1 - s3
    const t4 = s4 + s6
    const t5 = s5 + s7
    const t6 = s4 - s6
    const t7 = s5 - s7
    const at = w & MASK
    b0[at] = input + t0 + t4
    b1[at] = t1 + t5 - input
    b2[at] = input + t2 + t6
    b3[at] = t3 + t7 - input
    b4[at] = input + t0 - t4
    b5[at] = t1 - t5 - input
    b6[at] = input + t2 - t6
    b7[at] = t3 - t7 - input
    const wetLeft = WET * (x0 + x2 + x4 + x6)
    const wetRight = WET * (x1 + x3 + x5 + x7)
    left[i] += 0.5 * (lastLeft + wetLeft)
    right[i] += 0.5 * (lastRight + wetRight)
    left[i + 1] += wetLeft
    right[i + 1] += wetRight
    lastLeft = wetLeft
    lastRight = wetRight
  }
}
