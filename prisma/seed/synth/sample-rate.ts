/** Rate at which everything is synthesised: MPEG-1 layer III allows it, and it leaves the band to 16 kHz. */
export const SAMPLE_RATE_HZ = 32000
