/** Slaney's scale is linear below 1 kHz and logarithmic above (Auditory Toolbox, 1998); HTK's is logarithmic throughout. */
export type MelScale = 'slaney' | 'htk'

const SLANEY_HZ_PER_MEL = 200 / 3
const SLANEY_LOG_START_HZ = 1000
const SLANEY_LOG_START_MEL = SLANEY_LOG_START_HZ / SLANEY_HZ_PER_MEL
const SLANEY_LOG_STEP = Math.log(6.4) / 27

export function hzToMel(hz: number, scale: MelScale): number {
  if (scale === 'htk') return 2595 * Math.log10(1 + hz / 700)
  if (hz < SLANEY_LOG_START_HZ) return hz / SLANEY_HZ_PER_MEL
  return SLANEY_LOG_START_MEL + Math.log(hz / SLANEY_LOG_START_HZ) / SLANEY_LOG_STEP
}

export function melToHz(mel: number, scale: MelScale): number {
  if (scale === 'htk') return 700 * (10 ** (mel / 2595) - 1)
  if (mel < SLANEY_LOG_START_MEL) return mel * SLANEY_HZ_PER_MEL
  return SLANEY_LOG_START_HZ * Math.exp(SLANEY_LOG_STEP * (mel - SLANEY_LOG_START_MEL))
}
