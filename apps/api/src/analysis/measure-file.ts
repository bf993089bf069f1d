import { decodeChunks } from '@segue/audio-core/decode-stream'
import { durationMs } from '@segue/audio-core/pcm'
import type { AnalysisProgress, AnalysisStep } from './analysis-messages.ts'
import { WAVEFORM_PEAKS } from './heard-track.ts'
import { openFileBytes } from './open-file-bytes.ts'
import { createSoundMeters, type Measured, type SoundMeters } from './sound-meters.ts'

export interface MeasureOptions {
  /** of what is kept for the analyser */
  sampleRateHz: number
  maxTrackMs: number
  onStep?(step: AnalysisStep): void
  /** called with every piece that is read or decoded */
  onProgress?(progress: AnalysisProgress): void
}

/**
 * A file from bytes to all that can be told without a network. It is decoded once, piece by piece.
 * @throws AudioError
 */
export async function measureFile(path: string, options: MeasureOptions): Promise<Measured> {
  options.onStep?.('decode')
  const meters = await meterFile(path, options)
  options.onStep?.('features')
  return meters.result()
}

async function meterFile(path: string, { sampleRateHz, maxTrackMs, onProgress }: MeasureOptions): Promise<SoundMeters> {
  const progress: AnalysisProgress = { readBytes: 0, decodedMs: 0 }
  const file = await openFileBytes(path, (readBytes) => {
    progress.readBytes = readBytes
    onProgress?.(progress)
  })
  let meters: SoundMeters | undefined
  try {
    for await (const piece of decodeChunks(file, { maxDurationMs: maxTrackMs })) {
      meters ??= createSoundMeters(piece, { sampleRateHz, waveformPeaks: WAVEFORM_PEAKS })
      meters.push(piece)
      progress.decodedMs += durationMs(piece)
      onProgress?.(progress)
    }
  } finally {
    await file.close()
  }
  // decodeChunks yields at least one piece, or throws
  return meters!
}
