const BITRATES_KBIT = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
export const SAMPLES_PER_FRAME = 1152

/** Byte positions of all frames of an MPEG-1 layer III stream at 32 kHz. */
export function framePositions(stream: Uint8Array): number[] {
  const positions: number[] = []
  for (let at = 0; at + 4 <= stream.length; ) {
    positions.push(at)
    const kbit = BITRATES_KBIT[stream[at + 2] >> 4]
    const padding = (stream[at + 2] >> 1) & 1
    at += Math.floor((144_000 * kbit) / 32_000) + padding
  }
  return positions
}
