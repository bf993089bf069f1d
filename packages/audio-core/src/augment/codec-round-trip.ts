import { decodeMono } from '../decode-mono.ts'

/** Mono samples to the bytes of a file in any format that decode.ts reads, at the bit rate that is to be heard. */
export type Encode = (samples: Float32Array, options: { sampleRateHz: number }) => Promise<Uint8Array> | Uint8Array

/** Longest delay of a codec that is undone, in seconds. */
const LONGEST_DELAY_SECONDS = 0.15

/**
 * The sound as it is after it was compressed and decoded again, as long as it was and at its old place in time, whatever
 * the codec's delay. The encoder is the caller's, because this package decodes only.
 * @throws AudioError where the encoder's bytes cannot be decoded
 */
export async function codecRoundTrip(
  samples: Float32Array,
  { sampleRateHz, encode }: { sampleRateHz: number; encode: Encode },
): Promise<Float32Array> {
  const decoded = await decodeMono(await encode(samples, { sampleRateHz }), { sampleRateHz })
  const delay = delayOf(decoded.samples, samples, Math.round(LONGEST_DELAY_SECONDS * sampleRateHz))
  const heard = new Float32Array(samples.length)
  for (let i = Math.max(0, -delay); i < heard.length && i + delay < decoded.samples.length; i++)
    heard[i] = decoded.samples[i + delay]
  return heard
}

/** The shift at which the sounds are most alike, judged by the loudest half second. */
function delayOf(decoded: Float32Array, samples: Float32Array, longest: number): number {
  const from = loudestStart(samples, 3 * longest)
  const to = Math.min(from + 3 * longest, samples.length)
  let best = 0
  let most = Number.NEGATIVE_INFINITY
  for (let delay = -longest; delay <= longest; delay++) {
    let product = 0
    for (let i = Math.max(from, -delay); i < to && i + delay < decoded.length; i++)
      product += samples[i] * decoded[i + delay]
    if (product > most) {
      most = product
      best = delay
    }
  }
  return best
}

function loudestStart(samples: Float32Array, length: number): number {
  let best = 0
  let most = -1
  for (let start = 0; start + length <= samples.length; start += length) {
    let power = 0
    for (let i = start; i < start + length; i++) power += samples[i] * samples[i]
    if (power > most) {
      most = power
      best = start
    }
  }
  return best
}
