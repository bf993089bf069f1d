import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { EpochScore } from '../train/training-job.ts'
import type { HeldOutTrack } from './held-out-scores.ts'

/** What one network reached on one fold; kept on disk, so that a comparison can be interrupted and printed again. */
export type FoldResult = {
  architecture: string
  fold: number
  heldOut: (Omit<HeldOutTrack, 'features'> & { features: number[] })[]
  history: EpochScore[]
  secondsToTrain: number
  backend: string
}

/** Everything that a result depends on. */
export type FoldKey = { architecture: string; fold: number; options: object; tracks: object }

export async function readFoldResult(cache: string, key: FoldKey): Promise<FoldResult | null> {
  const file = resultFile(cache, key)
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as FoldResult) : null
}

export async function writeFoldResult(cache: string, key: FoldKey, result: FoldResult): Promise<void> {
  const file = resultFile(cache, key)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.part`, JSON.stringify(result))
  await rename(`${file}.part`, file)
}

/** Tracks as they are stored: with few digits, since features are many. */
export function storedTracks(heldOut: HeldOutTrack[]): FoldResult['heldOut'] {
  const short = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toPrecision(5)))
  return heldOut.map((track) => ({
    ...track,
    probabilities: short(track.probabilities),
    segmentProbabilities: track.segmentProbabilities.map(short),
    features: short(track.features),
  }))
}

function resultFile(cache: string, key: FoldKey): string {
  const hash = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 12)
  return join(cache, 'comparison', `${key.architecture}-fold-${key.fold + 1}-${hash}.json`)
}
