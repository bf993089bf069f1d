/** The mean square of the samples; 0 for none. */
export function signalPower(samples: Float32Array): number {
  let sum = 0
  for (let i = 0; i < samples.length; i++) sum += samples[i] * samples[i]
  return samples.length === 0 ? 0 : sum / samples.length
}
