import { createDecimator } from './decimate.ts'
import { joinSamples } from './join-samples.ts'
import { designLowPass, symmetricTaps } from './low-pass-filter.ts'
import { createPolyphase } from './polyphase.ts'

export interface ResampleOptions {
  fromHz: number
  toHz: number
}

/** Resamples one channel that arrives in pieces. Output sample k lies at the time of k / toHz: there is no delay. */
export interface Resampler {
  push(samples: Float32Array): Float32Array
  /** The rest, once nothing more comes. Afterwards the resampler is spent. */
  flush(): Float32Array
}

/** What lies below this share of the lower Nyquist frequency passes; from the Nyquist frequency on nothing does. */
const PASS_BAND = 0.9

/** The whole of a mono signal at another rate: ceil(length · toHz / fromHz) samples. */
export function resample(samples: Float32Array, options: ResampleOptions): Float32Array {
  if (options.fromHz === options.toHz) return samples
  const resampler = createResampler(options)
  return joinSamples(resampler.push(samples), resampler.flush())
}

/** Band-limited resampling with windowed sincs, between any two whole rates. */
export function createResampler({ fromHz, toHz }: ResampleOptions): Resampler {
  checkRate(fromHz)
  checkRate(toHz)
  if (fromHz === toHz) return { push: (samples) => samples, flush: () => new Float32Array(0) }
  if (fromHz < toHz) return createUpsampler({ fromHz, toHz })
  const halver = createHalver()
  if (fromHz === 2 * toHz) return halver
  return chained(createRough({ fromHz, toHz }), halver)
}

function createUpsampler({ fromHz, toHz }: ResampleOptions): Resampler {
  return createPolyphase({ fromHz, toHz }, designLowPass({ pass: PASS_BAND / 2, stop: 1 / 2 }))
}

/** Where the sharp filter is cheap: by a whole number, and by a fast convolution. */
function createHalver(): Resampler {
  return createDecimator({ taps: symmetricTaps(designLowPass({ pass: PASS_BAND / 4, stop: 1 / 4 })), factor: 2 })
}

/** To twice the rate that is wanted, by a short filter: what still lies above its Nyquist frequency may fold within itself. */
function createRough({ fromHz, toHz }: ResampleOptions): Resampler {
  const filter = designLowPass({ pass: (0.5 * toHz) / fromHz, stop: (1.5 * toHz) / fromHz })
  return createPolyphase({ fromHz, toHz: 2 * toHz }, filter)
}

function chained(first: Resampler, second: Resampler): Resampler {
  return {
    push: (samples) => second.push(first.push(samples)),
    flush: () => joinSamples(second.push(first.flush()), second.flush()),
  }
}

function checkRate(rateHz: number): void {
  if (!Number.isInteger(rateHz) || rateHz < 1)
    throw new RangeError(`sample rate ${rateHz} Hz is not a whole number from 1 on`)
}
