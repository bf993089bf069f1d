import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { decodeMono } from '@segue/audio-core/decode-mono'
import { outlineAgreement } from '@segue/recommender/sound-outline'
import type { HeardTrack } from '../apps/api/src/analysis/heard-track.ts'
import type { BenchResult } from './bench.ts'
import { hearCached } from './listening/hear-cached.ts'
import { RE_ENCODINGS } from './listening/re-encodings.ts'

const RATE_HZ = 22_050
const EVERY = 2
const RE_ENCODED_EVERY = 16

interface Original {
  file: string
  artist: string
  heard: HeardTrack
}

interface Likeness {
  cosine: number
  agreement: number
}

/**
 * How alike copies of real recordings are, by embedding and by outline, beside pairs that are no copies: what the
 * thresholds of recordings.ts rest on. SEGUE_MUSIC_DATA names the folder of the recordings.
 */
export async function run(): Promise<BenchResult> {
  const music = path.join(process.env.SEGUE_MUSIC_DATA ?? '', 'emotify')
  const manifest = (await readFile(path.join(music, 'manifest.csv'), 'utf8')).trim().split('\n').slice(1)
  const originals: Original[] = []
  for (const [place, line] of manifest.entries()) {
    const [file, , artist] = line.split(',')
    if (place % EVERY === 0)
      originals.push({
        file: file!,
        artist: artist!,
        heard: await hearCached(`file ${file}`, () => readFile(path.join(music, file!))),
      })
  }
  const rows: [string, Likeness[]][] = []
  for (const { name, encode } of RE_ENCODINGS) {
    const likenesses: Likeness[] = []
    for (const { file, heard } of originals.filter((_, place) => (place * EVERY) % RE_ENCODED_EVERY === 0)) {
      const copy = await hearCached(`${name} of ${file}`, async () => {
        const { samples } = await decodeMono(await readFile(path.join(music, file)), { sampleRateHz: RATE_HZ })
        return encode({ samples, sampleRateHz: RATE_HZ })
      })
      likenesses.push(likeness(heard, copy))
    }
    rows.push([`copy: ${name}`, likenesses])
  }
  const pairs = originals.flatMap((a, i) => originals.slice(i + 1).map((b) => ({ a, b })))
  const [same, others] = [true, false].map((isSame) => pairs.filter(({ a, b }) => (a.artist === b.artist) === isSame))
  rows.push(['other track by the same artist', same!.map(({ a, b }) => likeness(a.heard, b.heard))])
  rows.push(['track by another artist', others!.map(({ a, b }) => likeness(a.heard, b.heard))])
  return {
    title: 'how alike two files are: cosine of embeddings, agreement of outlines',
    columns: ['pair', 'pairs', 'cosine least', 'median', 'most', 'agreement least', 'median', 'most'],
    rows: rows.map(([name, all]) => [name, all.length, ...spread(all, 'cosine'), ...spread(all, 'agreement')]),
    json: {
      pairs: rows.map(([name, all]) => ({
        name,
        pairs: all.length,
        cosine: spread(all, 'cosine'),
        agreement: spread(all, 'agreement'),
      })),
    },
  }
}

function likeness(a: HeardTrack, b: HeardTrack): Likeness {
  let cosine = 0
  for (let j = 0; j < a.embedding.length; j++) cosine += a.embedding[j]! * b.embedding[j]!
  const agreement = outlineAgreement(outlineOf(a), outlineOf(b)) ?? 0
  return { cosine, agreement }
}

const outlineOf = ({ waveform, durationMs }: HeardTrack) => ({ peaks: waveform, durationMs })

/** Least, median, most. */
function spread(all: readonly Likeness[], of: keyof Likeness): number[] {
  const values = all.map((one) => one[of]).sort((a, b) => a - b)
  return [values[0]!, values[Math.floor(values.length / 2)]!, values.at(-1)!].map(
    (value) => Math.round(value * 1e4) / 1e4,
  )
}
