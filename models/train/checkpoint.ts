import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs'
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

const HEADER_END = 10
const HEADER_STEP = 65_536

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
  mkdirSync(dirname(file), { recursive: true })
  const descriptor = openSync(`${file}.part`, 'w')
  try {
    writeWhole(descriptor, Buffer.from(`${JSON.stringify(header)}\n`))
    for (const array of arrays) writeWhole(descriptor, bytesOf(array))
  } finally {
    closeSync(descriptor)
  }
  renameSync(`${file}.part`, file)
}

/** The state to go on from, or null where there is none or it belongs to another job. */
export function readCheckpoint(file: string, job: string): TrainingState | null {
  const checkpoint = readAnyCheckpoint(file)
  return checkpoint && checkpoint.job === job ? checkpoint.state : null
}

/** A checkpoint with the description of the job that it belongs to; null where there is none. */
export function readAnyCheckpoint(file: string): { job: string; state: TrainingState } | null {
  if (!existsSync(file)) return null
  const descriptor = openSync(file, 'r')
  try {
    const { header, end } = readHeader(descriptor)
    let position = end
    const [weights, averaged, statistics, mean, square, ...bestArrays] = header.lengths.map((length) => {
      const array = new Float32Array(length)
      readWhole(descriptor, bytesOf(array), position)
      position += length * 4
      return array
    })
    const best = header.best && { ...header.best, averaged: bestArrays[0], statistics: bestArrays[1] }
    const { job, epoch, history, step } = header
    return { job, state: { epoch, history, weights, averaged, statistics, adam: { step, mean, square }, best } }
  } finally {
    closeSync(descriptor)
  }
}

function readHeader(descriptor: number): { header: Header; end: number } {
  let read = Buffer.alloc(0)
  for (;;) {
    const more = Buffer.alloc(HEADER_STEP)
    const count = readSync(descriptor, more, 0, more.length, read.length)
    read = Buffer.concat([read, more.subarray(0, count)])
    const end = read.indexOf(HEADER_END)
    if (end >= 0) return { header: JSON.parse(read.toString('utf8', 0, end)) as Header, end: end + 1 }
    if (count === 0) throw new Error('A checkpoint has no header.')
  }
}

function bytesOf(array: Float32Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength)
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done)
}

function readWhole(descriptor: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    const count = readSync(descriptor, bytes, done, bytes.length - done, position + done)
    if (count === 0) throw new Error('A checkpoint is cut off.')
    done += count
  }
}
