import { type ClassificationScores, classificationScores, restrictedAccuracy } from './classification-scores.ts'
import { METRICS, type Metric } from './distances.ts'
import { groupedInterval } from './grouped-interval.ts'
import { majorityVote } from './majority-vote.ts'
import { sameGenreShares } from './same-genre-at.ts'

/** What a network that was not trained on a track said of it. */
export type HeldOutTrack = {
  label: number
  /** Artist, or the file where no artist is known. */
  group: string
  /** The data set that it is from. */
  set: string
  /** Which of several networks answered; only answers of the same one are compared with each other. */
  fold: number
  probabilities: ArrayLike<number>
  segmentProbabilities: ArrayLike<number>[]
  features: Float32Array
}

/** Share of the first 5 and 10 recommendations that have the genre of the track they are for. */
export type Recommended = { at5: number; at10: number }

export type HeldOutScores = {
  tracks: number
  /** By the mean of the segments' softmax. */
  track: ClassificationScores
  /** 95 %, by drawing artists anew. */
  accuracyInterval: { low: number; high: number }
  accuracyByVote: number
  segmentAccuracy: number
  recommendations: Record<Metric, { all: Recommended; perGenre: (Recommended | null)[] }>
  sets: { name: string; tracks: number; accuracy: number; accuracyRestricted: number }[]
}

/** All figures of a report, of tracks that were held out. */
export function heldOutScores(tracks: HeldOutTrack[], labels: string[]): HeldOutScores {
  const track = classificationScores(tracks, labels.length)
  const segments = tracks.flatMap(({ label, segmentProbabilities }) =>
    segmentProbabilities.map((probabilities) => ({ label, probabilities })),
  )
  const hits = tracks.map(({ label, group, segmentProbabilities, probabilities }) => ({
    group,
    value: classificationScores([{ label, probabilities }], labels.length).accuracy,
    byVote: majorityVote(segmentProbabilities) === label ? 1 : 0,
  }))
  return {
    tracks: tracks.length,
    track,
    accuracyInterval: groupedInterval(hits),
    accuracyByVote: mean(hits.map(({ byVote }) => byVote)),
    segmentAccuracy: classificationScores(segments, labels.length).accuracy,
    recommendations: Object.fromEntries(
      METRICS.map((metric) => [metric, recommendationScores(tracks, labels, metric)]),
    ) as HeldOutScores['recommendations'],
    sets: setScores(tracks),
  }
}

/** Each track is an anchor for which its nearest others of the same fold are recommended (Mendes 2020, figure 11). */
function recommendationScores(tracks: HeldOutTrack[], labels: string[], metric: Metric) {
  const anchors = [...new Set(tracks.map(({ fold }) => fold))].flatMap((fold) => {
    const embedded = tracks
      .filter((track) => track.fold === fold)
      .map(({ label, features }) => ({ label, genre: labels[label], embedding: features }))
    const shares = sameGenreShares(embedded, { counts: [5, 10], metric })
    return embedded.map(({ label }, i) => ({ label, at5: shares[i][0], at10: shares[i][1] }))
  })
  const perGenre = labels.map((_, label) => {
    const own = anchors.filter((anchor) => anchor.label === label)
    return own.length === 0 ? null : meanOf(own)
  })
  return { all: meanOf(anchors), perGenre }
}

function setScores(tracks: HeldOutTrack[]): HeldOutScores['sets'] {
  return [...new Set(tracks.map(({ set }) => set))].map((name) => {
    const own = tracks.filter(({ set }) => set === name)
    const { accuracy } = classificationScores(own, own[0].probabilities.length)
    return { name, tracks: own.length, accuracy, accuracyRestricted: restrictedAccuracy(own) }
  })
}

function meanOf(anchors: Recommended[]): Recommended {
  return { at5: mean(anchors.map(({ at5 }) => at5)), at10: mean(anchors.map(({ at10 }) => at10)) }
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
