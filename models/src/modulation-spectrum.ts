import { createRealFft } from '@segue/audio-core/real-fft'
import { poolBands, pooledWidth } from './pool-bands.ts'

/** Bins of a segment's transform that are looked at as one, each from one to the next: speeds double in two to three. */
const SPEED_EDGES = [1, 2, 3, 5, 8, 12, 19, 28, 43, 65]
/** Added to a power in dB² before its logarithm, so that what does not swell at all is not told from what hardly does. */
const LEAST_POWER = 1

export const MODULATION_SPEEDS = SPEED_EDGES.length - 1

/**
 * How strongly each part of the spectrum swells at which speed, from a third of a hertz to the twenty of a roughness:
 * the logarithm of the power of each pooled band's course, in octaves and less of modulation frequency, averaged over
 * segments (temporal modulation spectrum; as features for genres: Lee et al. 2009).
 * @param decibels [segments x segmentFrames x bands]; segmentFrames is 128
 * @returns [speeds x pooled bands]
 */
export function modulationSpectrum(
  decibels: Float32Array,
  { bands, segmentFrames }: { bands: number; segmentFrames: number },
): Float32Array {
  const width = pooledWidth(bands)
  const pooled = poolBands(decibels, { bands })
  const segments = decibels.length / bands / segmentFrames
  const fft = createRealFft(
    Float64Array.from({ length: segmentFrames }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / segmentFrames)),
  )
  const power = new Float64Array(segmentFrames / 2 + 1)
  const spectrum = new Float64Array(MODULATION_SPEEDS * width)
  for (let segment = 0; segment < segments; segment++) {
    for (let band = 0; band < width; band++) {
      fft.power(courseOf(pooled, { first: segment * segmentFrames, frames: segmentFrames, band, width }), 0, power)
      for (let speed = 0; speed < MODULATION_SPEEDS; speed++) {
        const bins = power.subarray(SPEED_EDGES[speed], SPEED_EDGES[speed + 1])
        spectrum[speed * width + band] += bins.reduce((sum, value) => sum + value, 0) / bins.length / segments
      }
    }
  }
  return Float32Array.from(spectrum, (value) => Math.log(value + LEAST_POWER))
}

type Course = { first: number; frames: number; band: number; width: number }

/** One band of one segment, frame by frame, its mean taken out. */
function courseOf(pooled: Float32Array, { first, frames, band, width }: Course): Float32Array {
  const course = Float32Array.from({ length: frames }, (_, i) => pooled[(first + i) * width + band])
  const mean = course.reduce((sum, value) => sum + value, 0) / frames
  return course.map((value) => value - mean)
}
