import type { LeftOutSet } from './left-out-sets.ts'
import { markdownTable } from './markdown-table.ts'
import type { Robustness } from './robustness.ts'
import type { segmentsCurve } from './segments-curve.ts'

/** Each figure in a line of its own. */
export function scoresList(scores: Record<string, number>): string {
  return Object.entries(scores)
    .map(([name, value]) => `${name.padEnd(20)} ${Number(value.toFixed(4))}`)
    .join('\n')
}

const CHANGE_HEAD = ['sound', 'accuracy', 'among its genres', 'same answer', 'cosine', '95 % above', 'found again']

export function robustnessTable({ tracks, cosineOfOthers, changes }: Robustness): string {
  const caption = `${tracks} tracks; the embeddings of two different ones have a mean cosine of ${cosineOfOthers.toFixed(2)}.`
  const rows = changes.map(({ change, accuracy, accuracyRestricted, sameAnswer, cosine, lowCosine, found }) => [
    change,
    percent(accuracy),
    percent(accuracyRestricted),
    percent(sameAnswer),
    cosine.toFixed(3),
    lowCosine.toFixed(3),
    percent(found),
  ])
  return [caption, '', markdownTable([CHANGE_HEAD, ...rows])].join('\n')
}

const CURVE_HEAD = ['segments', 'accuracy', 'among its genres', 'genre@10', '3-minute mp3, s']

export function curveTable({ tracks, backend, curve }: Awaited<ReturnType<typeof segmentsCurve>>): string {
  const caption = `${tracks} tracks; processor time of decoding and analysing three minutes on ${backend}.`
  const rows = curve.map(({ segments, accuracy, accuracyRestricted, genreAt10, longTrackMs }) => [
    String(segments),
    percent(accuracy),
    percent(accuracyRestricted),
    genreAt10.toFixed(3),
    (longTrackMs / 1000).toFixed(2),
  ])
  return [caption, '', markdownTable([CURVE_HEAD, ...rows])].join('\n')
}

const LEFT_OUT_HEAD = ['left out', 'trained on', 'its tracks', 'genres of both', 'accuracy (95 %)', 'genre@10']

export function leftOutTable(sets: LeftOutSet[]): string {
  const rows = sets.map(({ set, trainedOn, trainedTracks, tracks, genres, accuracy, low, high, genreAt10 }) => [
    set,
    `${trainedTracks} tracks of ${trainedOn.join(', ')}`,
    String(tracks),
    genres.join(', '),
    `${percent(accuracy)} (${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)})`,
    genreAt10.toFixed(3),
  ])
  return markdownTable([LEFT_OUT_HEAD, ...rows])
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
