import { CorruptAudio } from '../errors.ts'

/** @throws CorruptAudio where no recording can have such a sample rate */
export function demandPossibleRate(sampleRateHz: number): void {
  if (Number.isInteger(sampleRateHz) && sampleRateHz >= 1000 && sampleRateHz <= 768_000) return
  throw new CorruptAudio(`The file claims an impossible sample rate of ${sampleRateHz} Hz.`)
}
