/** Cepstral coefficients a frame; the first, which is the level, gives no mean. */
const COEFFICIENTS = 24

export const TIMBRE_STATISTICS_DIM = 3 * COEFFICIENTS - 1

/** Over how many frames a change is measured, about 46 ms at the usual hop. */
const CHANGE_FRAMES = 2

type Layout = { bands: number; segmentFrames: number }

/**
 * What a sound is like on the whole, without any learning: the cosine transform of each frame's mel bands (cepstrum),
 * then per coefficient its mean, the logarithm of its deviation, and of its change within segments.
 * @param decibels [segments x segmentFrames x bands], dB
 */
export function timbreStatistics(decibels: Float32Array, { bands, segmentFrames }: Layout): Float32Array {
  const frames = decibels.length / bands
  const statistics: number[] = []
  const deviations: number[] = []
  const changes: number[] = []
  for (let coefficient = 0; coefficient < COEFFICIENTS; coefficient++) {
    const course = courseOf(decibels, { coefficient, bands })
    const mean = course.reduce((sum, value) => sum + value, 0) / frames
    if (coefficient > 0) statistics.push(mean)
    deviations.push(logRoot(course.reduce((sum, value) => sum + (value - mean) ** 2, 0) / frames))
    changes.push(logRoot(meanSquareChange(course, segmentFrames)))
  }
  return Float32Array.from([...statistics, ...deviations, ...changes])
}

/** One cepstral coefficient, frame by frame. */
function courseOf(
  decibels: Float32Array,
  { coefficient, bands }: { coefficient: number; bands: number },
): Float32Array {
  const wave = Float32Array.from(
    { length: bands },
    (_, band) => Math.cos((Math.PI * coefficient * (band + 0.5)) / bands) / bands,
  )
  const course = new Float32Array(decibels.length / bands)
  for (let frame = 0; frame < course.length; frame++) {
    let sum = 0
    for (let band = 0; band < bands; band++) sum += wave[band] * decibels[frame * bands + band]
    course[frame] = sum
  }
  return course
}

function meanSquareChange(course: Float32Array, segmentFrames: number): number {
  let sum = 0
  let count = 0
  for (let frame = CHANGE_FRAMES; frame < course.length; frame++) {
    if (frame % segmentFrames < CHANGE_FRAMES) continue
    sum += (course[frame] - course[frame - CHANGE_FRAMES]) ** 2
    count++
  }
  return sum / Math.max(1, count)
}

function logRoot(meanSquare: number): number {
  return Math.log(Math.sqrt(meanSquare) + 1e-3)
}
