const BLOCK = 1600

/** RMS of the parts of a signal that sound: 50 ms blocks within 30 dB of the loudest. 0 for silence. */
export function activeRms(signal: Float32Array): number {
  const powers: number[] = []
  let loudest = 0
  for (let start = 0; start + BLOCK <= signal.length; start += BLOCK) {
    let sum = 0
    for (let i = start; i < start + BLOCK; i++) sum += signal[i] * signal[i]
    powers.push(sum / BLOCK)
    loudest = Math.max(loudest, sum / BLOCK)
  }
  const active = powers.filter((power) => power > loudest * 0.001)
  return active.length === 0 ? 0 : Math.sqrt(active.reduce((sum, power) => sum + power, 0) / active.length)
}
