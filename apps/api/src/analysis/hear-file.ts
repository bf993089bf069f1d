import { evenSegments } from '@segue/models/even-segments'
import type { Analyser, Analysis } from '@segue/models/load-analyser'
import type { HeardStretches } from './heard-stretches.ts'
import type { HeardExcerpt, HeardSegment, HeardTrack } from './heard-track.ts'
import { type MeasureOptions, measureFile } from './measure-file.ts'

export interface HearOptions extends Omit<MeasureOptions, 'sampleRateHz'> {
  analyser: Analyser
}

/**
 * A file from bytes to embedding. It is decoded once, piece by piece, for everything that is measured.
 * @throws AudioError, TooShortToAnalyseError
 */
export async function hearFile(path: string, options: HearOptions): Promise<HeardTrack> {
  const { analyser, onStep } = options
  const measured = await measureFile(path, { ...options, sampleRateHz: analyser.card.sampleRateHz })
  onStep?.('listen')
  const { analysis, starts } = await listen(measured.stretches, analyser)
  const { loudness, tempo, key } = measured
  const placeOf = placesOf({ starts, durationMs: measured.durationMs }, analyser.card)
  return {
    modelVersion: analyser.version,
    durationMs: Math.round(measured.durationMs),
    isTruncated: measured.isTruncated,
    waveform: measured.waveform,
    loudnessLufs: finite(loudness.integratedLufs),
    peakDb: finite(loudness.truePeakDb),
    tempoBpm: tempo && tempo.confidence >= LEAST_TEMPO_CONFIDENCE ? tempo.bpm : undefined,
    musicalKey: key && `${key.tonic} ${key.mode}`,
    embedding: analysis.embedding,
    genres: analysis.genres,
    segments: segmentsOf(analysis, placeOf),
    excerpts: excerptsOf(analysis, placeOf, analyser.card),
  }
}

/** below, there is no beat to speak of */
const LEAST_TEMPO_CONFIDENCE = 0.2
/** so many moments of a track are explained */
const EXCERPTS = 3
/** genres less probable than this are not kept of a segment */
const LEAST_SHARE = 0.01

interface Listened {
  analysis: Analysis
  /** of each segment, in samples */
  starts: number[]
}

/**
 * Of a long sound, only as many segments as the analyser looks at; they are put one after another, so it takes just
 * these. At their edges two windows of 128 hear the neighbour instead of the sound's own past.
 */
async function listen(stretches: HeardStretches, analyser: Analyser): Promise<Listened> {
  const { segmentFrames, hopLength, segmentsPerTrack } = analyser.card
  const length = segmentFrames * hopLength
  const starts = evenSegments({ total: Math.max(stretches.length, length), length, count: segmentsPerTrack })
  const whole = stretches.takeWhole()
  if (whole) return { analysis: await analyser.analyse(whole, { explain: EXCERPTS }), starts }
  const excerpts = stretches.excerpts(starts, length)
  const samples = new Float32Array(length * excerpts.length)
  for (const [i, excerpt] of excerpts.entries()) samples.set(excerpt.samples, i * length)
  return {
    analysis: await analyser.analyse(samples, { explain: EXCERPTS }),
    starts: excerpts.map(({ start }) => start),
  }
}

interface Place {
  startMs: number
  endMs: number
}

/** Where in the track each segment lies that the analyser listened to. */
function placesOf(
  { starts, durationMs }: { starts: number[]; durationMs: number },
  { segmentFrames, hopLength, sampleRateHz }: Analyser['card'],
): (segment: number) => Place {
  const length = segmentFrames * hopLength
  const toMs = (samples: number) => Math.min(Math.round((samples * 1000) / sampleRateHz), Math.round(durationMs))
  return (segment) => ({ startMs: toMs(starts[segment]), endMs: toMs(starts[segment] + length) })
}

function segmentsOf({ segmentGenres }: Analysis, placeOf: (segment: number) => Place): HeardSegment[] {
  return segmentGenres.map((genres, i) => ({
    ...placeOf(i),
    ...genres[0],
    genres: genres.filter(({ probability }) => probability >= LEAST_SHARE),
  }))
}

function excerptsOf(
  { explained }: Analysis,
  placeOf: (segment: number) => Place,
  { sampleRateHz }: Analyser['card'],
): HeardExcerpt[] {
  return explained.map(({ segment, label, probability, spectrogram, heat, attention }) => ({
    ...placeOf(segment),
    label,
    probability,
    spectrogram,
    heat,
    highestHz: sampleRateHz / 2,
    attention: attention ?? new Uint8Array(),
  }))
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined
}
