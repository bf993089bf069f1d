import type { Db } from '@segue/prisma/client'
import {
  isSameRecording,
  type LikelyCopies,
  likelyCopies,
  type RecordingTraits,
  recordingKeys,
} from '@segue/recommender/recordings'
import { outlineAgreement } from '@segue/recommender/sound-outline'
import { readOutlines } from './catalogue-rows.ts'

/** So many waveforms are held at a time. */
const BATCH = 500

/**
 * Finds which tracks are copies of one recording: by track id, one key for all copies. A pair is judged once and
 * remembered, so that only what is new is read from the database.
 */
export function recordingFinder(db: Db) {
  let verdicts = new Map<string, boolean>()
  return async (tracks: readonly RecordingTraits[]): Promise<Map<string, string>> => {
    const isHeard = new Set(tracks.flatMap(({ id, embedding }) => (embedding ? [id] : [])))
    const nameOf = ({ a, b, byTitle }: LikelyCopies) => [a, b, byTitle, isHeard.has(a) && isHeard.has(b)].join(' ')
    const likely = likelyCopies(tracks)
    const judged = new Map<string, boolean>()
    const unjudged = likely.filter((pair) => !verdicts.has(nameOf(pair)))
    for (let at = 0; at < unjudged.length; at += BATCH)
      for (const [pair, verdict] of await judge(unjudged.slice(at, at + BATCH), db)) judged.set(nameOf(pair), verdict)
    verdicts = new Map(likely.map((pair) => [nameOf(pair), verdicts.get(nameOf(pair)) ?? judged.get(nameOf(pair))!]))
    return recordingKeys(likely.filter((pair) => verdicts.get(nameOf(pair))))
  }
}

async function judge(pairs: readonly LikelyCopies[], db: Db): Promise<[LikelyCopies, boolean][]> {
  const outlines = await readOutlines(db, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))])
  return pairs.map((pair) => {
    const [first, second] = [outlines.get(pair.a), outlines.get(pair.b)]
    return [pair, isSameRecording(pair, first && second && outlineAgreement(first, second))]
  })
}
