import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HeldOutScores, Recommended } from '../../evaluate/held-out-scores.ts'
import type { LeftOut } from '../datasets/labelled-track.ts'
import type { EpochScore } from '../training-job.ts'
import { reportHtml } from './report-html.ts'

/** Everything that is known about a training, as report.json holds it. */
export type TrainingReport = {
  name: string
  architecture: string
  source: string
  parameters: number
  backend: string
  labels: string[]
  data: { name: string; tracks: number; isAuxiliary: boolean }[]
  leftOut: LeftOut[]
  /** How many tracks name no artist, so that each counts as its own. */
  withoutArtist: number
  command: string
  settings: Record<string, string | number | boolean | null>
  /** One curve a training: a fold, a member of an ensemble, or the final one. */
  curves: { name: string; history: EpochScore[] }[]
  /** How tracks were held out for the scores, in a sentence. */
  heldOut: string
  /** Null where nothing was held out. */
  scores: HeldOutScores | null
  /** Same-genre shares of the product's embedding, composed in several ways; null where there is none. */
  embeddings: Record<string, Recommended> | null
}

/** Writes report.json and a report.html that needs nothing else. */
export async function writeReport(folder: string, report: TrainingReport): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report)}\n`)
  await writeFile(join(folder, 'report.html'), reportHtml(report))
}
