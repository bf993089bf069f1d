import type { EpochScore } from './training-job.ts'

/** One line an epoch: losses, accuracy on held-out tracks, and when it will be done. */
export function progressLine(
  name: string,
  { epoch, trainLoss, validation }: EpochScore,
  { epochs, startedAt, now }: { epochs: number; startedAt: number; now: number },
): string {
  const minutes = ((now - startedAt) / epoch / 60_000) * (epochs - epoch)
  const scores = validation
    ? `, held out: loss ${validation.loss.toFixed(3)}, accuracy ${(validation.accuracy * 100).toFixed(1)} %`
    : ''
  return `${name}: epoch ${epoch}/${epochs}, loss ${trainLoss.toFixed(3)}${scores}, ${minutes.toFixed(1)} min to go`
}
