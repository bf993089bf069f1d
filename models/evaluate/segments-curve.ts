import { decodeMono } from '@segue/audio-core/decode-mono'
import type { Analyser } from '../src/load-analyser.ts'
import { analyserScores } from './analyser-scores.ts'
import { encodeMp3 } from './encode-mp3.ts'
import { type AskOptions, askedTracks, type HeardTrack, withEachSound } from './hear-tracks.ts'

export type SegmentsScores = {
  segments: number
  accuracy: number
  accuracyRestricted: number
  genreAt10: number
  /** Processor time of decoding and analysing a stereo mp3 of three minutes. */
  longTrackMs: number
}

const LONG_TRACK_SECONDS = 180
/** That the long track is put together from. */
const MOST_RECORDINGS = 8
const RUNS = 4

/** What it gains to listen to more segments of each track, and what it costs. */
export async function segmentsCurve(
  options: AskOptions & { counts: number[] },
): Promise<{ tracks: number; backend: string; curve: SegmentsScores[] }> {
  const { counts } = options
  const asked = await askedTracks(options)
  const { analyser } = asked[0].listener
  const recordings: Float32Array[] = []
  const heard = await withEachSound(asked, async (samples, { track: { genre }, listener: { analyser, fold } }) => {
    if (recordings.length < MOST_RECORDINGS) recordings.push(samples)
    const answers: HeardTrack[] = []
    for (const segments of counts)
      answers.push({ genre, fold, analysis: await analyser.analyse(samples, { segments }) })
    return answers
  })
  const file = await longTrack(recordings, analyser.card.sampleRateHz)
  const curve: SegmentsScores[] = []
  for (const [i, segments] of counts.entries()) {
    const { accuracy, accuracyRestricted, genreAt10 } = analyserScores(
      heard.map(({ result }) => result[i]),
      analyser.card.labels,
    )
    const longTrackMs = await leastProcessorMs(file, { analyser, segments })
    curve.push({ segments, accuracy, accuracyRestricted, genreAt10, longTrackMs })
  }
  return { tracks: heard.length, backend: analyser.backend, curve }
}

/** Three minutes of the tracks, one after the other and again, as an mp3 of 44.1 kHz, stereo, 192 kbit/s. */
function longTrack(recordings: Float32Array[], sampleRateHz: number): Promise<Uint8Array> {
  const samples = new Float32Array(LONG_TRACK_SECONDS * sampleRateHz)
  for (let at = 0, i = 0; at < samples.length; i++) {
    const next = recordings[i % recordings.length].subarray(0, samples.length - at)
    samples.set(next, at)
    at += next.length
  }
  return encodeMp3(samples, { sampleRateHz, kilobitsPerSecond: 192, fileRateHz: 44100, channels: 2 })
}

/** The first run, in which code is compiled, does not count. */
async function leastProcessorMs(
  file: Uint8Array,
  { analyser, segments }: { analyser: Analyser; segments: number },
): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < RUNS; run++) {
    const before = process.cpuUsage()
    const { samples } = await decodeMono(file, { sampleRateHz: analyser.card.sampleRateHz })
    await analyser.analyse(samples, { segments })
    const { user, system } = process.cpuUsage(before)
    if (run > 0) least = Math.min(least, (user + system) / 1000)
  }
  return least
}
