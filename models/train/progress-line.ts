import type { EpochScore } from './training-job.ts'

/** One line an epoch: losses, accuracy on tracks that are not learnt from, and when it will be done. */
export function progressLine(
  name: string,
  { epoch, trainLoss, validation, seconds }: EpochScore,
  { epochs }: { epochs: number },
): string {
  const scores = validation
    ? `, not learnt from: loss ${validation.loss.toFixed(3)}, accuracy ${(validation.accuracy * 100).toFixed(1)} %`
    : ''
  const left = duration(seconds * (epochs - epoch))
  return `${name}: epoch ${epoch}/${epochs}, loss ${trainLoss.toFixed(3)}${scores}, ${seconds.toFixed(1)} s, ${left} to go`
}

/** `3 h 20 min`, `12 min`, `40 s`. */
export function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (seconds < 90) return `${Math.round(seconds)} s`
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
