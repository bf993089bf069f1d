/** Decoded sound: one array of samples per channel, all of one length, nominally within -1 to 1. */
export interface Pcm {
  sampleRateHz: number
  channels: Float32Array[]
  /** True where the file ended, or became unreadable, before its sound did. */
  truncated: boolean
}

export function durationMs(pcm: Pcm): number {
  return (sampleCount(pcm) * 1000) / pcm.sampleRateHz
}

/** Samples per channel. */
export function sampleCount(pcm: Pcm): number {
  return pcm.channels[0]?.length ?? 0
}

/** The mean of all channels. A mono recording is returned as it is, not copied. */
export function mixToMono(pcm: Pcm): Float32Array {
  const [first, ...rest] = pcm.channels
  if (!first) return new Float32Array(0)
  if (rest.length === 0) return first
  const mono = Float32Array.from(first)
  for (const channel of rest) for (let i = 0; i < mono.length; i++) mono[i] += channel[i]
  const scale = 1 / pcm.channels.length
  for (let i = 0; i < mono.length; i++) mono[i] *= scale
  return mono
}
