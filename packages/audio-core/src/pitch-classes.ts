import { createBlockPower } from './block-power.ts'
import { createDecimator } from './decimate.ts'
import { designLowPass, symmetricTaps } from './low-pass-filter.ts'
import { createSampleBlocks } from './sample-blocks.ts'

/** Takes mono samples in pieces of any length; the result depends on the sound alone. */
export interface PitchMeter {
  push(samples: Float32Array): void
  /** How strongly each of the twelve pitch classes, from C on, sounded on the whole. Afterwards the meter is spent. */
  result(): Float64Array
}

/** Five octaves from A1 on, in steps of ten cents. */
const LOWEST_HZ = 55
const SEMITONES = 60
const STEPS = 10
const HIGHEST_HZ = LOWEST_HZ * 2 ** (SEMITONES / 12)
/** Peaks 50 dB below the moment's loudest add nothing. */
const FAINTEST_PEAK = 1e-5
/** The sound is brought to between once and twice this rate, which carries the highest of these pitches. */
const LEAST_RATE_HZ = 5000
const WINDOW_SECONDS = 0.37
/** The second, third, fourth and fifth partial: how many semitones higher, and how strongly they are taken away. */
const OVERTONES = [
  { semitones: 12, weight: 0.1 },
  { semitones: 19, weight: 0.08 },
  { semitones: 24, weight: 0.06 },
  { semitones: 28, weight: 0.05 },
]
/** A whole recording is brought to the lower rate in pieces, which need little memory. */
const PIECE = 1 << 15
/** From the lowest pitch, an A, to pitch class C = 0. */
const A_FROM_C = 9

const { cos, log, log2, max, PI, round, sin, sqrt } = Math

/**
 * Adds up spectral peaks, which drums hardly have, by their exact pitch; each moment counts by the square root of its
 * loudness. In the end the tuning is found, pitches go to their semitones, a share of what may be overtones is taken
 * away, and octaves fall together. The memory it takes does not grow.
 */
export function createPitchMeter({ sampleRateHz }: { sampleRateHz: number }): PitchMeter {
  const halvings = max(0, Math.floor(log2(sampleRateHz / LEAST_RATE_HZ)))
  const rateHz = sampleRateHz / 2 ** halvings
  const fftSize = 2 ** round(log2(rateHz * WINDOW_SECONDS))
  const hopLength = fftSize / 2
  const decimator = createDecimator({ taps: lowPass({ sampleRateHz, rateHz }), factor: 2 ** halvings })
  const spectra = createBlockPower({ fftSize, hopLength })
  const pitches = new Float64Array(SEMITONES * STEPS)
  const moment = new Float64Array(SEMITONES * STEPS)

  function addMoment(power: Float32Array): void {
    moment.fill(0)
    const sum = addPeaks(power, rateHz / fftSize, moment)
    if (sum === 0) return
    const scale = 1 / sqrt(sum)
    for (let i = 0; i < moment.length; i++) pitches[i] += scale * moment[i]
  }

  const { blockFrames } = spectra
  const blocks = createSampleBlocks(
    { blockLength: fftSize + (blockFrames - 1) * hopLength, blockHop: blockFrames * hopLength, padding: fftSize / 2 },
    (block, filled) => spectra.eachPower(block, { frames: framesIn(filled, { fftSize, hopLength }), visit: addMoment }),
  )
  return {
    push(samples) {
      for (let at = 0; at < samples.length; at += PIECE) blocks.push(decimator.push(samples.subarray(at, at + PIECE)))
    },
    result() {
      blocks.push(decimator.flush())
      blocks.flush()
      return foldOctaves(withoutOvertones(semitonesOf(pitches)))
    },
  }
}

/** Lets through what has these pitches, and stops what would fold onto it. */
function lowPass({ sampleRateHz, rateHz }: { sampleRateHz: number; rateHz: number }): Float64Array {
  if (rateHz === sampleRateHz) return Float64Array.of(1)
  return symmetricTaps(designLowPass({ pass: HIGHEST_HZ / sampleRateHz, stop: (rateHz - HIGHEST_HZ) / sampleRateHz }))
}

/** Whole frames of what is filled, and the last one, which is not. */
function framesIn(filled: number, { fftSize, hopLength }: { fftSize: number; hopLength: number }): number {
  return filled < fftSize ? 1 : 1 + Math.ceil((filled - fftSize) / hopLength)
}

/** Puts each peak's magnitude at its pitch, by a parabola through the logarithms around it. Returns their sum. */
function addPeaks(power: Float32Array, binHz: number, pitches: Float64Array): number {
  const end = Math.min(power.length - 1, Math.ceil(HIGHEST_HZ / binHz) + 1)
  let loudest = 0
  for (let bin = 2; bin < end; bin++) if (power[bin] > loudest) loudest = power[bin]
  const faintest = loudest * FAINTEST_PEAK
  let sum = 0
  for (let bin = 2; bin < end; bin++) {
    if (!(power[bin] > faintest && power[bin] > power[bin - 1] && power[bin] >= power[bin + 1])) continue
    const before = log((power[bin - 1] + 1e-30) / power[bin])
    const after = log((power[bin + 1] + 1e-30) / power[bin])
    const hz = (bin + (0.5 * (before - after)) / (before + after || -1)) * binHz
    const place = round(12 * STEPS * log2(hz / LOWEST_HZ))
    if (place < 0 || place >= pitches.length) continue
    const magnitude = sqrt(power[bin])
    pitches[place] += magnitude
    sum += magnitude
  }
  return sum
}

/** [60], each pitch shared by the two semitones that it lies between, counted from the sound's own tuning. */
function semitonesOf(pitches: Float64Array): Float64Array {
  const tuning = tuningOf(pitches)
  const semitones = new Float64Array(SEMITONES)
  for (let i = 0; i < pitches.length; i++) {
    const place = i / STEPS - tuning
    const nearest = round(place)
    // A third of a semitone around the middle counts whole, the rest half.
    const weight = Math.abs(place - nearest) < 1 / 6 ? 1 : 0.5
    if (nearest >= 0 && nearest < SEMITONES) semitones[nearest] += weight * pitches[i]
  }
  return semitones
}

/** How far the sound lies above 440 Hz tuning, from -0.5 to 0.5 semitones: the circular mean of all deviations. */
function tuningOf(pitches: Float64Array): number {
  let re = 0
  let im = 0
  for (let i = 0; i < pitches.length; i++) {
    re += pitches[i] * cos((2 * PI * i) / STEPS)
    im += pitches[i] * sin((2 * PI * i) / STEPS)
  }
  return Math.atan2(im, re) / (2 * PI)
}

function withoutOvertones(semitones: Float64Array): Float64Array {
  return semitones.map((value, i) => {
    let rest = value
    for (const overtone of OVERTONES) rest -= overtone.weight * (semitones[i - overtone.semitones] ?? 0)
    return max(0, rest)
  })
}

function foldOctaves(semitones: Float64Array): Float64Array {
  const classes = new Float64Array(12)
  for (let i = 0; i < semitones.length; i++) classes[(i + A_FROM_C) % 12] += semitones[i]
  return classes
}
