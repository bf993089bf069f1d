import type { FeatureSounds, Place } from './sounds.ts'

/** Mean and deviation of each feature over some tracks; a feature that never varies keeps the deviation 1. */
export function standardisation(
  { values, length }: Pick<FeatureSounds, 'values' | 'length'>,
  places: Place[],
): Pick<FeatureSounds, 'mean' | 'deviation'> {
  const mean = new Float32Array(length)
  const deviation = new Float32Array(length)
  for (const { offset } of places) for (let i = 0; i < length; i++) mean[i] += values[offset + i] / places.length
  for (const { offset } of places) {
    for (let i = 0; i < length; i++) deviation[i] += (values[offset + i] - mean[i]) ** 2 / places.length
  }
  for (let i = 0; i < length; i++) deviation[i] = deviation[i] > 1e-12 ? Math.sqrt(deviation[i]) : 1
  return { mean, deviation }
}
