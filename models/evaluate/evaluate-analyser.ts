import { type AnalyserScores, analyserScores } from './analyser-scores.ts'
import { type AskOptions, askedTracks, withEachSound } from './hear-tracks.ts'

/** Scores the analyser on any data set, with the time that decoding and analysing a track take. */
export async function evaluateAnalyser(options: AskOptions): Promise<AnalyserScores & { secondsPerTrack: number }> {
  const asked = await askedTracks(options)
  const heard = await withEachSound(asked, async (samples, { track, listener: { analyser, fold } }) => {
    return { genre: track.genre, fold, analysis: await analyser.analyse(samples) }
  })
  const scores = analyserScores(
    heard.map(({ result }) => result),
    asked[0].listener.analyser.card.labels,
  )
  return {
    ...scores,
    secondsPerTrack: heard.reduce((sum, { seconds }) => sum + seconds, 0) / Math.max(1, heard.length),
  }
}
