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
 * Finds which tracks are copies of one recording: by track id, one key for all copies. Only tracks that are new, as
 * objects, are compared with the others, and a pair is judged once.
 */
export function recordingFinder(db: Db) {
  let seen = new Map<string, RecordingTraits>()
  let judged = new Map<LikelyCopies, boolean>()
  return async (tracks: readonly RecordingTraits[]): Promise<Map<string, string>> => {
    const now = new Map(tracks.map((track) => [track.id, track]))
    const stays = (id: string) => seen.has(id) && seen.get(id) === now.get(id)
    const changed = new Set(tracks.flatMap(({ id }) => (stays(id) ? [] : [id])))
    const kept = [...judged].filter(([{ a, b }]) => stays(a) && stays(b))
    const likely = changed.size === 0 ? [] : likelyCopies(tracks, changed.size < tracks.length ? changed : undefined)
    const fresh: [LikelyCopies, boolean][] = []
    for (let at = 0; at < likely.length; at += BATCH) fresh.push(...(await judge(likely.slice(at, at + BATCH), db)))
    judged = new Map([...kept, ...fresh])
    seen = now
    return recordingKeys([...judged].flatMap(([pair, isSame]) => (isSame ? [pair] : [])))
  }
}

async function judge(pairs: readonly LikelyCopies[], db: Db): Promise<[LikelyCopies, boolean][]> {
  const outlines = await readOutlines(db, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))])
  return pairs.map((pair) => {
    const [first, second] = [outlines.get(pair.a), outlines.get(pair.b)]
    return [pair, isSameRecording(pair, first && second && outlineAgreement(first, second))]
  })
}
