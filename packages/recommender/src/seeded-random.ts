/** A stream of pseudo-random numbers that only depends on its seed. */
export interface SeededRandom {
  /** uniform in [0, 1) */
  next(): number
  /** uniform in 0 … below − 1 */
  integer(below: number): number
  /** standard normal (Box & Muller 1958) */
  normal(): number
}

/** Small fast counter generator "sfc32" (Doty-Humphrey, PractRand); a text seed is hashed first. */
export function seededRandom(seed: string | number): SeededRandom {
  let [a, b, c] = hash96(String(seed))
  let counter = 1
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return (t >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 12; i++) next()
  let spare: number | undefined
  return {
    next,
    integer: (below) => Math.floor(next() * below),
    normal: () => {
      if (spare !== undefined) {
        const value = spare
        spare = undefined
        return value
      }
      const radius = Math.sqrt(-2 * Math.log(1 - next()))
      const angle = 2 * Math.PI * next()
      spare = radius * Math.sin(angle)
      return radius * Math.cos(angle)
    },
  }
}

/** Three 32-bit words of a text. */
export function hash96(text: string): [number, number, number] {
  const codes = new Int32Array(text.length)
  for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i)
  return hash96Words(codes)
}

/** Three 32-bit words of many (multiply-xor-shift mixing as in MurmurHash3). Not for secrets. */
export function hash96Words(words: Int32Array): [number, number, number] {
  let a = 0x9e3779b9 | 0
  let b = 0x243f6a88 | 0
  let c = 0xb7e15162 | 0
  for (let i = 0; i < words.length; i++) {
    a = Math.imul(a ^ words[i], 0x85ebca6b)
    b = Math.imul(b ^ words[i], 0xc2b2ae35)
    c = Math.imul(c ^ words[i], 0x27d4eb2f)
    a ^= b >>> 15
    b ^= c >>> 13
    c ^= a >>> 16
  }
  return [finish(a ^ words.length), finish(b ^ a), finish(c ^ b)]
}

function finish(word: number): number {
  let x = word
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}
