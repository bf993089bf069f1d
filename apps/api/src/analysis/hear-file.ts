import { createReadStream } from 'node:fs'
import { decodeChunks } from '@segue/audio-core/decode-stream'
import { TooLong } from '@segue/audio-core/errors'
import { estimateKey } from '@segue/audio-core/key'
import { createLoudnessMeter, type LoudnessMeter } from '@segue/audio-core/loudness'
import { durationMs, mixToMono } from '@segue/audio-core/pcm'
import { createResampler, type Resampler } from '@segue/audio-core/resample'
import { estimateTempo } from '@segue/audio-core/tempo'
import { waveformPeaks } from '@segue/audio-core/waveform'
import { evenSegments } from '@segue/models/even-segments'
import type { Analyser, Analysis } from '@segue/models/load-analyser'
import type { AnalysisStep } from './analysis-messages.ts'
import { type HeardTrack, WAVEFORM_PEAKS } from './heard-track.ts'
import { SoundBlocks } from './sound-blocks.ts'

export interface HearOptions {
  analyser: Analyser
  maxTrackMs: number
  onStep(step: AnalysisStep): void
}

/**
 * A file from bytes to embedding. It is decoded once, piece by piece, for loudness and for the analyser alike.
 * @throws AudioError, TooShortToAnalyseError
 */
export async function hearFile(path: string, { analyser, maxTrackMs, onStep }: HearOptions): Promise<HeardTrack> {
  onStep('decode')
  const sound = await decodeFile(path, { sampleRateHz: analyser.card.sampleRateHz, maxTrackMs })
  onStep('features')
  const { card } = analyser
  const waveform = waveformPeaks(sound.samples, WAVEFORM_PEAKS)
  const excerpt = middleOf(sound.samples, EXCERPT_SECONDS * card.sampleRateHz)
  const tempo = estimateTempo(excerpt, card)
  const key = estimateKey(excerpt, card)
  onStep('listen')
  const analysis = await analyser.analyse(sound.samples)
  return {
    modelVersion: analyser.version,
    durationMs: Math.round(sound.durationMs),
    isTruncated: sound.isTruncated,
    waveform,
    loudnessLufs: finite(sound.loudness.integratedLufs),
    peakDb: finite(sound.loudness.truePeakDb),
    tempoBpm: tempo && tempo.confidence >= LEAST_TEMPO_CONFIDENCE ? tempo.bpm : undefined,
    musicalKey: key && `${key.tonic} ${key.mode}`,
    embedding: analysis.embedding,
    genres: analysis.genres,
    segments: segmentsOf(analysis, sound, card),
  }
}

/** Enough for tempo and key; a mix of two hours has no single one anyway. */
const EXCERPT_SECONDS = 120
/** below, there is no beat to speak of */
const LEAST_TEMPO_CONFIDENCE = 0.2

function middleOf(samples: Float32Array, length: number): Float32Array {
  const start = Math.max(0, Math.floor((samples.length - length) / 2))
  return samples.subarray(start, start + length)
}

interface Sound {
  /** mono */
  samples: Float32Array
  durationMs: number
  isTruncated: boolean
  loudness: ReturnType<LoudnessMeter['result']>
}

async function decodeFile(
  path: string,
  { sampleRateHz, maxTrackMs }: { sampleRateHz: number; maxTrackMs: number },
): Promise<Sound> {
  const mono = new SoundBlocks()
  let resampler: Resampler | undefined
  let meter: LoudnessMeter | undefined
  const heard = { durationMs: 0, isTruncated: false }
  const bytes = createReadStream(path, { highWaterMark: 1 << 18 })
  try {
    for await (const piece of decodeChunks(bytes)) {
      resampler ??= createResampler({ fromHz: piece.sampleRateHz, toHz: sampleRateHz })
      meter ??= createLoudnessMeter({ sampleRateHz: piece.sampleRateHz, channels: piece.channels.length })
      heard.durationMs += durationMs(piece)
      heard.isTruncated ||= piece.truncated
      if (heard.durationMs > maxTrackMs) throw new TooLong(`The sound is longer than ${maxTrackMs / 60_000} minutes.`)
      meter.push(piece)
      mono.append(resampler.push(mixToMono(piece)))
    }
  } finally {
    bytes.destroy()
  }
  // decodeChunks yields at least one piece, or throws
  mono.append(resampler!.flush())
  return { samples: mono.join(), ...heard, loudness: meter!.result() }
}

/** Where in the track each segment lies that the analyser listened to. */
function segmentsOf(analysis: Analysis, sound: Sound, card: Analyser['card']): HeardTrack['segments'] {
  const length = card.segmentFrames * card.hopLength
  const total = Math.max(sound.samples.length, length)
  const starts = evenSegments({ total, length, count: card.segmentsPerTrack })
  const toMs = (samples: number) =>
    Math.min(Math.round((samples * 1000) / card.sampleRateHz), Math.round(sound.durationMs))
  return analysis.segmentGenres.map(([best], i) => ({
    startMs: toMs(starts[i]),
    endMs: toMs(starts[i] + length),
    label: best.label,
    probability: best.probability,
  }))
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined
}
