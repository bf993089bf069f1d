import { genreName } from '../genre/genre-name.ts'
import { formatDuration } from './format-duration.ts'
import type { HeardExcerpt } from './heard-excerpts-query.ts'
import type { TrackAnalysis } from './track-page-query.ts'

/** Below, another genre may as well be right. */
const sureFrom = 0.5

type Verdict = Pick<TrackAnalysis, 'genreScores'> & { taggedGenre: string | null }

/** What network and statistics together think of a whole track, how sure it is of that, and what a file's own tag has to do with it. */
export function verdictInWords({ genreScores: [best, second], taggedGenre }: Verdict): string {
  const said =
    best.probability >= sureFrom || !second
      ? `Segue takes this for ${written(best)}.`
      : `Segue is not sure: ${written(best)}, or else ${written(second)}.`
  if (!taggedGenre) return said
  const tag = genreName(taggedGenre)
  return tag === genreName(best.label)
    ? `${said} The file itself says so too.`
    : `${said} The file itself says ${tag}, and that is what counts.`
}

/** "Metal, mostly from 2–6 kHz between 0:41 and 0:44": where in a moment its genre is heard. */
export function focusInWords({ label, focus, startMs, endMs }: HeardExcerpt): string {
  if (!focus)
    return `${genreName(label)}, in all that sounds between ${formatDuration(startMs)} and ${formatDuration(endMs)}`
  const from = formatDuration(focus.fromMs)
  const to = formatDuration(focus.toMs)
  return `${genreName(label)}, mostly ${bandInWords(focus)} ${from === to ? `at ${from}` : `between ${from} and ${to}`}`
}

function bandInWords({ fromHz, toHz }: { fromHz: number; toHz: number }): string {
  if (fromHz < 40) return `below ${hzInWords(toHz)}`
  const [low, high] = [hzInWords(fromHz), hzInWords(toHz)]
  const unit = high.slice(high.indexOf(' '))
  return low.endsWith(unit) ? `from ${low.slice(0, -unit.length)}–${high}` : `from ${low} to ${high}`
}

/** 436 → "440 Hz", 2,180 → "2.2 kHz": as exactly as anybody hears. */
export function hzInWords(hz: number): string {
  return hz < 950 ? `${Math.round(hz / 10) * 10} Hz` : `${Number((hz / 1000).toFixed(hz < 9_500 ? 1 : 0))} kHz`
}

function written({ label, probability }: { label: string; probability: number }): string {
  return `${genreName(label)} (${Math.round(probability * 100)} %)`
}
