/** What is nearer to zero than this has no sign. */
const THRESHOLD = 1e-10

/**
 * [frames]: share of a frame's samples whose sign differs from that of the sample before. Frames are centred on
 * multiples of the hop; outside the sound its first and last samples go on (`librosa.feature.zero_crossing_rate`).
 */
export function zeroCrossingRate(
  samples: Float32Array,
  { frameLength = 2048, hopLength = 512 }: { frameLength?: number; hopLength?: number } = {},
): Float32Array {
  const frames = 1 + Math.floor(samples.length / hopLength)
  const rates = new Float32Array(frames)
  const crossings = crossingsBefore(samples)
  const last = samples.length - 1
  const before = (sample: number) => (last < 0 ? 0 : crossings[Math.max(0, Math.min(last, sample))])
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * hopLength - frameLength / 2
    rates[frame] = (before(start + frameLength - 1) - before(start)) / frameLength
  }
  return rates
}

/** How often the sign has changed up to and with each sample. */
function crossingsBefore(samples: Float32Array): Uint32Array {
  const crossings = new Uint32Array(samples.length)
  let count = 0
  let wasNegative = samples[0] < -THRESHOLD
  for (let i = 1; i < samples.length; i++) {
    const isNegative = samples[i] < -THRESHOLD
    if (isNegative !== wasNegative) count++
    wasNegative = isNegative
    crossings[i] = count
  }
  return crossings
}
