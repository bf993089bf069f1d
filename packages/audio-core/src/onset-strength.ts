import { powerToDb } from './decibels.ts'
import { createMelSpectrogram } from './mel.ts'

export interface OnsetEnvelope {
  /** One value a frame, from 0 on: how much louder the bands became, in dB, averaged over them. */
  strength: Float32Array
  framesPerSecond: number
}

const BANDS = 40

/** Spectral flux over mel bands (Böck and Widmer 2013, without their maximum filter): where notes and drums begin. */
export function onsetStrength(samples: Float32Array, { sampleRateHz }: { sampleRateHz: number }): OnsetEnvelope {
  const hopLength = 2 ** Math.round(Math.log2(sampleRateHz / 86))
  const melSpectrogram = createMelSpectrogram({ sampleRateHz, fftSize: hopLength * 4, hopLength, bands: BANDS })
  const decibels = powerToDb(melSpectrogram(samples), { ref: 'max' })
  const frames = decibels.length / BANDS
  const strength = new Float32Array(frames)
  for (let frame = 1; frame < frames; frame++) {
    let rise = 0
    for (let i = frame * BANDS; i < (frame + 1) * BANDS; i++) {
      const change = decibels[i] - decibels[i - BANDS]
      if (change > 0) rise += change
    }
    strength[frame] = rise / BANDS
  }
  return { strength, framesPerSecond: sampleRateHz / hopLength }
}
