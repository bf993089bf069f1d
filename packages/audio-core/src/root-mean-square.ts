import type { Spectrogram } from './spectrogram.ts'

/** [frames]: effective amplitude of frames centred on multiples of the hop, zeros outside (`librosa.feature.rms(y=…)`). */
export function rootMeanSquare(
  samples: Float32Array,
  { frameLength = 2048, hopLength = 512 }: { frameLength?: number; hopLength?: number } = {},
): Float32Array {
  const frames = 1 + Math.floor(samples.length / hopLength)
  const rms = new Float32Array(frames)
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * hopLength - frameLength / 2
    const end = Math.min(samples.length, start + frameLength)
    let energy = 0
    for (let i = Math.max(0, start); i < end; i++) energy += samples[i] * samples[i]
    rms[frame] = Math.sqrt(energy / frameLength)
  }
  return rms
}

/** [frames]: the same of windowed frames, by Parseval's theorem (`librosa.feature.rms(S=…)`): a Hann window takes 4.3 dB. */
export function rootMeanSquareOf({ magnitudes, frames, bins }: Spectrogram): Float32Array {
  const fftSize = 2 * (bins - 1)
  const rms = new Float32Array(frames)
  for (let frame = 0; frame < frames; frame++) {
    const first = frame * bins
    const last = first + bins - 1
    let energy = 0.5 * (magnitudes[first] ** 2 + magnitudes[last] ** 2)
    for (let i = first + 1; i < last; i++) energy += magnitudes[i] * magnitudes[i]
    rms[frame] = Math.sqrt(2 * energy) / fftSize
  }
  return rms
}
