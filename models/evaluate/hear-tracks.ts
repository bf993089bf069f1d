import { readFile } from 'node:fs/promises'
import { decodeMono } from '@segue/audio-core/decode-mono'
import type { Analysis } from '../src/load-analyser.ts'
import type { LabelledTrack } from '../train/datasets/labelled-track.ts'
import { readDataset } from '../train/datasets/read-dataset.ts'
import type { Listener, ListenerOf } from './fold-analysers.ts'

/** A track that is to be scored, with the one who may answer for it. */
export type AskedTrack = { track: LabelledTrack; listener: Listener }

/** An answer, by what it is scored. */
export type HeardTrack = { genre: string; fold: number; analysis: Analysis }

export type AskOptions = {
  data: string[]
  listenerOf: ListenerOf
  /** At most so many tracks, spread evenly over the sets; null: all. */
  atMost: number | null
}

/** The tracks of data sets that somebody may answer for. */
export async function askedTracks({ data, listenerOf, atMost }: AskOptions): Promise<AskedTrack[]> {
  const sets = await Promise.all(data.map((path) => readDataset(path)))
  const asked = sets
    .flatMap(({ tracks }) => tracks)
    .flatMap((track) => {
      const listener = listenerOf(track.file)
      return listener ? [{ track, listener }] : []
    })
  if (asked.length === 0) throw new Error('There is no track that the analyser may be asked about.')
  return atMost === null ? asked : spread(asked, atMost)
}

/** `count` of the items, evenly from the first to the last. */
export function spread<T>(items: T[], count: number): T[] {
  if (items.length <= count) return items
  return Array.from({ length: count }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / count)])
}

/**
 * Decodes one track after the other as its listener wants it and hands it on; a file that cannot be read, or that the
 * work refuses, is named and left out. With the seconds that decoding and the work took.
 */
export async function withEachSound<T>(
  asked: AskedTrack[],
  work: (samples: Float32Array, one: AskedTrack) => Promise<T>,
): Promise<{ result: T; seconds: number }[]> {
  const done: { result: T; seconds: number }[] = []
  for (const one of asked) {
    const { sampleRateHz } = one.listener.analyser.card
    const startedAt = performance.now()
    try {
      const { samples } = await decodeMono(await readFile(one.track.file), { sampleRateHz })
      const result = await work(samples, one)
      done.push({ result, seconds: (performance.now() - startedAt) / 1000 })
    } catch (error) {
      console.error(`left out: ${one.track.file} (${(error as Error).message})`)
    }
  }
  return done
}
