import { analyserScores } from './analyser-scores.ts'
import { type AskOptions, askedTracks, type HeardTrack, withEachSound } from './hear-tracks.ts'
import { SOUND_CHANGES } from './sound-changes.ts'

export type ChangeScores = {
  change: string
  accuracy: number
  accuracyRestricted: number
  /** Share of the tracks whose most probable genre stays the same. */
  sameAnswer: number
  /** Of the changed and the compared embedding; mean, and what 95 % of the tracks exceed. */
  cosine: number
  lowCosine: number
  /** Share of the tracks whose changed embedding is nearer to its own track than to all others. */
  found: number
}

export type Robustness = {
  tracks: number
  /** Mean cosine of two different tracks that the same network heard: what the others are to be seen against. */
  cosineOfOthers: number
  changes: ChangeScores[]
}

const UNCHANGED = 'as it is'

type Versions = Map<string, HeardTrack>

/** What an analyser's answers are worth after the sound was changed. */
export async function robustness(options: AskOptions): Promise<Robustness> {
  const asked = await askedTracks(options)
  const heard = await withEachSound(asked, async (samples, { track: { genre }, listener: { analyser, fold } }) => {
    const versions: Versions = new Map()
    versions.set(UNCHANGED, { genre, fold, analysis: await analyser.analyse(samples) })
    for (const { name, change } of SOUND_CHANGES) {
      const changed = await change(samples, analyser.card.sampleRateHz)
      versions.set(name, { genre, fold, analysis: await analyser.analyse(changed) })
    }
    return versions
  })
  const tracks = heard.map(({ result }) => result)
  const { labels } = asked[0].listener.analyser.card
  const names = [{ name: UNCHANGED, comparedWith: null }, ...SOUND_CHANGES]
  return {
    tracks: tracks.length,
    cosineOfOthers: cosineOfOthers(tracks.map((versions) => version(versions, UNCHANGED))),
    changes: names.map(({ name, comparedWith }) =>
      changeScores(tracks, { name, comparedWith: comparedWith ?? UNCHANGED, labels }),
    ),
  }
}

type Compared = { name: string; comparedWith: string; labels: string[] }

function changeScores(tracks: Versions[], { name, comparedWith, labels }: Compared): ChangeScores {
  const changed = tracks.map((versions) => version(versions, name))
  const originals = tracks.map((versions) => version(versions, comparedWith))
  const { accuracy, accuracyRestricted } = analyserScores(changed, labels)
  const cosines = changed.map((track, i) => cosine(track, originals[i]))
  return {
    change: name,
    accuracy,
    accuracyRestricted,
    sameAnswer: mean(changed.map((track, i) => (answer(track) === answer(originals[i]) ? 1 : 0))),
    cosine: mean(cosines),
    lowCosine: [...cosines].sort((a, b) => a - b)[Math.floor(cosines.length * 0.05)],
    found: mean(changed.map((track, i) => (isNearest(track, { own: originals[i], originals }) ? 1 : 0))),
  }
}

function isNearest(track: HeardTrack, { own, originals }: { own: HeardTrack; originals: HeardTrack[] }): boolean {
  const nearness = cosine(track, own)
  return originals.every((other) => other === own || other.fold !== own.fold || cosine(track, other) < nearness)
}

function cosineOfOthers(tracks: HeardTrack[]): number {
  const pairs = tracks.flatMap((a, i) => tracks.slice(i + 1).flatMap((b) => (a.fold === b.fold ? [cosine(a, b)] : [])))
  return mean(pairs)
}

/** Embeddings have length 1. */
function cosine(a: HeardTrack, b: HeardTrack): number {
  const other = b.analysis.embedding
  return a.analysis.embedding.reduce((sum, value, i) => sum + value * other[i], 0)
}

function answer({ analysis }: HeardTrack): string {
  return analysis.genres[0].label
}

function version(versions: Versions, name: string): HeardTrack {
  const heard = versions.get(name)
  if (!heard) throw new Error(`Nothing was heard “${name}”.`)
  return heard
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
