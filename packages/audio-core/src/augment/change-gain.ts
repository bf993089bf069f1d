/** Louder by so many dB, or quieter. Nothing is clipped. */
export function changeGain(samples: Float32Array, { gainDb }: { gainDb: number }): Float32Array {
  const factor = 10 ** (gainDb / 20)
  return samples.map((sample) => sample * factor)
}
