const { sqrt } = Math

export interface ChangeTempoOptions {
  sampleRateHz: number
  /** How much faster: 1.1 plays 120 beats a minute at 132. */
  rate: number
}

const FRAME_SECONDS = 0.06
const SEARCH_SECONDS = 0.012

/**
 * Mono sound at another tempo and the same pitch; round(length / rate) samples. Whole pieces of the wave are moved, each
 * by up to 12 ms to where it fits best (WSOLA: Verhelst and Roelands 1993), so that drums keep their edge, which the
 * phase vocoder of stretch-time.ts softens. Throws a RangeError unless the rate is above 0.
 */
export function changeTempo(samples: Float32Array, { sampleRateHz, rate }: ChangeTempoOptions): Float32Array {
  if (!(rate > 0) || !Number.isFinite(rate)) throw new RangeError(`a rate of ${rate} is no tempo`)
  const hop = Math.round((FRAME_SECONDS * sampleRateHz) / 2)
  const search = Math.round(SEARCH_SECONDS * sampleRateHz)
  const out = new Float32Array(Math.round(samples.length / rate))
  const padded = new Float32Array(samples.length + 4 * hop + 2 * search)
  padded.set(samples, hop + search)
  const fade = Float32Array.from({ length: 2 * hop }, (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / hop))
  const last = padded.length - 3 * hop
  // Where the piece before would go on by itself: the next one is to be as like it as can be.
  let naturally = hop + search
  for (let centre = 0; centre - hop < out.length; centre += hop) {
    const wanted = Math.round(centre * rate) + search
    const start =
      centre === 0 ? wanted : bestStart(padded, { naturally, wanted: Math.min(wanted, last), search, hop, last })
    const from = Math.max(0, hop - centre)
    const to = Math.min(2 * hop, out.length - centre + hop)
    for (let i = from; i < to; i++) out[centre - hop + i] += fade[i] * padded[start + i]
    naturally = Math.min(start + hop, last)
  }
  return out
}

interface Place {
  naturally: number
  wanted: number
  search: number
  hop: number
  last: number
}

/**
 * Where the sound simply goes on, if that is near enough. Else by correlation over the half that overlaps, coarsely (each fourth shift and sample), then exactly.
 */
function bestStart(samples: Float32Array, { naturally, wanted, search, hop, last }: Place): number {
  if (Math.abs(naturally - wanted) <= search) return naturally
  const likeness = (start: number, step: number) => {
    let product = 0
    let power = 1e-12
    for (let i = 0; i < hop; i += step) {
      product += samples[start + i] * samples[naturally + i]
      power += samples[start + i] * samples[start + i]
    }
    return product / sqrt(power)
  }
  const best = (from: number, to: number, step: number) => {
    let found = wanted
    let most = Number.NEGATIVE_INFINITY
    for (let start = Math.max(0, from); start <= Math.min(to, last); start += step) {
      const value = likeness(start, step)
      if (value > most) {
        most = value
        found = start
      }
    }
    return found
  }
  const near = best(wanted - search, wanted + search, 4)
  return best(near - 3, near + 3, 1)
}
