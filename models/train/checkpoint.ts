import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { AdamState } from './adam-w.ts'
import type { EpochScore } from './training-job.ts'

/** Everything that the next epoch depends on. */
export type TrainingState = {
  /** Epochs done. */
  epoch: number
  weights: Float32Array
  /** The running average of the weights, which is what a training yields (Polyak & Juditsky 1992). */
  averaged: Float32Array
  /** Moving means and variances of the norms. */
  statistics: Float32Array
  adam: AdamState
  history: EpochScore[]
  best: { epoch: number; loss: number; averaged: Float32Array; statistics: Float32Array } | null
}

type Header = Pick<TrainingState, 'epoch' | 'history'> & {
  job: string
  step: number
  best: { epoch: number; loss: number } | null
  lengths: number[]
}

/** Written beside and renamed, so that an interruption leaves the previous checkpoint whole. */
export function writeCheckpoint(file: string, state: TrainingState, job: string): void {
  const { weights, averaged, statistics, adam, best, epoch, history } = state
  const arrays = [weights, averaged, statistics, adam.mean, adam.square]
  if (best) arrays.push(best.averaged, best.statistics)
  const header: Header = {
    job,
    epoch,
    history,
    step: adam.step,
    best: best && { epoch: best.epoch, loss: best.loss },
    lengths: arrays.map(({ length }) => length),
  }
  const headerBytes = Buffer.from(`${JSON.stringify(header)}\n`)
  const bodies = arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.part`, Buffer.concat([headerBytes, ...bodies]))
  renameSync(`${file}.part`, file)
}

/** The state to go on from, or null where there is none or it belongs to another job. */
export function readCheckpoint(file: string, job: string): TrainingState | null {
  if (!existsSync(file)) return null
  const bytes = readFileSync(file)
  const end = bytes.indexOf('\n')
  const header = JSON.parse(bytes.toString('utf8', 0, end)) as Header
  if (header.job !== job) return null
  let offset = end + 1
  const [weights, averaged, statistics, mean, square, ...bestArrays] = header.lengths.map((length) => {
    const array = new Float32Array(
      bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + offset + length * 4),
    )
    offset += length * 4
    return array
  })
  const best = header.best && { ...header.best, averaged: bestArrays[0], statistics: bestArrays[1] }
  const { epoch, history, step } = header
  return { epoch, history, weights, averaged, statistics, adam: { step, mean, square }, best }
}
