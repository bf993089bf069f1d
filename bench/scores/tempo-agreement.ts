/** `octave`: half, twice, a third or three times the true tempo, as a listener might tap too. */
export type TempoAgreement = 'right' | 'octave' | 'other'

const TOLERANCE = 0.04

/** As tempo estimation is scored since Gouyon et al. 2006: within 4 % of the truth, or of its multiples. */
export function tempoAgreement(bpm: number, trueBpm: number): TempoAgreement {
  const isNear = (factor: number) => Math.abs(bpm / (trueBpm * factor) - 1) <= TOLERANCE
  if (isNear(1)) return 'right'
  return [2, 1 / 2, 3, 1 / 3].some(isNear) ? 'octave' : 'other'
}
