import { powerToDb } from '@segue/audio-core/decibels'
import { createMelSpectrogram } from '@segue/audio-core/mel'

/** How sound becomes what a network sees; part of the card, so that weights never meet another preprocessing. */
export type Preprocessing = {
  sampleRateHz: number
  fftSize: number
  hopLength: number
  bands: number
  segmentFrames: number
  /** Values lie between this much below the loudest value and 0. */
  topDb: number
  /** A network sees (dB - meanDb) / deviationDb. */
  normalisation: { meanDb: number; deviationDb: number }
}

export type SpectrogramPlan = Pick<Preprocessing, 'sampleRateHz' | 'fftSize' | 'hopLength' | 'bands'>

/** Mono samples → power, [frames x bands], row-major; keeps scratch memory, so make one and use it often. */
export function createPowerSpectrogram(plan: SpectrogramPlan): (samples: Float32Array) => Float32Array {
  const { sampleRateHz, fftSize, hopLength, bands } = plan
  return createMelSpectrogram({ sampleRateHz, fftSize, hopLength, bands })
}

/** Power → dB relative to the loudest value, from -topDb to 0: the level of a recording does not matter. */
export function relativeDb(power: Float32Array, { topDb }: Pick<Preprocessing, 'topDb'>): Float32Array {
  return powerToDb(power, { ref: 'max', topDb })
}
