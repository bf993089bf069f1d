import { createKeyEstimator, type Key } from '@segue/audio-core/key'
import { createLoudnessMeter, type Loudness } from '@segue/audio-core/loudness'
import { durationMs, mixToMono, type Pcm } from '@segue/audio-core/pcm'
import { createResampler } from '@segue/audio-core/resample'
import { createTempoEstimator, type Tempo } from '@segue/audio-core/tempo'
import { createWaveformMeter } from '@segue/audio-core/waveform'
import { HeardStretches } from './heard-stretches.ts'

export interface Measured {
  durationMs: number
  /** the file ends, or becomes unreadable, before its sound does */
  isTruncated: boolean
  loudness: Loudness
  /** so many peaks as were asked for, 0–255 */
  waveform: Uint8Array
  tempo?: Tempo
  key?: Key
  /** mono, at the rate that was asked for: what the analyser looks at */
  stretches: HeardStretches
}

export interface SoundMeters {
  push(piece: Pcm): void
  result(): Measured
}

/**
 * Everything that is measured while a sound goes by, piece by piece, in memory that does not grow with its length.
 * All pieces are like the first one.
 */
export function createSoundMeters(
  first: Pcm,
  { sampleRateHz, waveformPeaks }: { sampleRateHz: number; waveformPeaks: number },
): SoundMeters {
  const loudness = createLoudnessMeter({ sampleRateHz: first.sampleRateHz, channels: first.channels.length })
  const resampler = createResampler({ fromHz: first.sampleRateHz, toHz: sampleRateHz })
  const tempo = createTempoEstimator({ sampleRateHz })
  const key = createKeyEstimator({ sampleRateHz })
  const waveform = createWaveformMeter()
  const stretches = new HeardStretches()
  const heard = { durationMs: 0, isTruncated: false }

  function hear(mono: Float32Array): void {
    waveform.push(mono)
    tempo.push(mono)
    key.push(mono)
    stretches.append(mono)
  }

  return {
    push(piece) {
      heard.durationMs += durationMs(piece)
      heard.isTruncated ||= piece.truncated
      loudness.push(piece)
      hear(resampler.push(mixToMono(piece)))
    },
    result() {
      hear(resampler.flush())
      return {
        ...heard,
        loudness: loudness.result(),
        waveform: waveform.outline(waveformPeaks),
        tempo: tempo.result().tempo,
        key: key.result(),
        stretches,
      }
    },
  }
}
