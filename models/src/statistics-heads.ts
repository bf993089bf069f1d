import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FrameCodebook } from './frame-codebook.ts'
import { standardised } from './standardised.ts'
import type { WordProjection } from './word-projection.ts'

export const HEADS_FILE = 'heads.json'

/** Softmax over a linear layer of standardised numbers. */
export type LinearHead = {
  /** [inputs] */
  mean: Float32Array
  /** [inputs] */
  deviation: Float32Array
  /** [inputs x classes] */
  kernel: Float32Array
  /** [classes] */
  bias: Float32Array
}

/**
 * What votes beside a network on the genre of a track: three linear layers over the whole of it. They hear other things
 * than the network and, where few artists teach a genre, they generalise better.
 */
export type StatisticsHeads = {
  codebook: FrameCodebook
  /** over the codebook's word statistics */
  words: LinearHead
  /** over the 518 statistics of the FMA paper */
  features: LinearHead
  /** over the modulation spectrum */
  modulations: LinearHead
  /** by which the words enter a track's embedding */
  projection: WordProjection
}

/** What the heads listen to. */
export type Heard = {
  /** wordStatistics */
  words: Float32Array
  /** modulationSpectrum */
  modulations: Float32Array
  /** The 518 statistics of the FMA paper; of a few seconds they tell little, and their head does not vote. */
  features?: Float32Array
}

/** Beside one vote of each head: taught by so few artists, it alone is right less often than any of them. */
const NETWORK_VOTES = 0.25
/** To what power the mean of all votes is taken: those who are sure of different things seem less sure than they are. */
const SHARPNESS = 2

/** [classes], summing to 1. */
export function headProbabilities({ mean, deviation, kernel, bias }: LinearHead, vector: Float32Array): Float64Array {
  const classes = bias.length
  const scores = Float64Array.from(bias)
  for (const [i, value] of standardised(vector, { mean, deviation }).entries()) {
    for (let c = 0; c < classes; c++) scores[c] += value * kernel[i * classes + c]
  }
  const most = scores.reduce((a, b) => Math.max(a, b))
  const odds = scores.map((score) => Math.exp(score - most))
  const sum = odds.reduce((a, b) => a + b)
  return odds.map((value) => value / sum)
}

/**
 * The mean of the network's answer and those of the heads, and the answer of them together, which is that mean
 * sharpened; both [classes], summing to 1.
 */
export function withHeads(
  network: ArrayLike<number>,
  { words, modulations, features }: Heard,
  heads: StatisticsHeads,
): { votes: Float32Array; answer: Float32Array } {
  const answers = [headProbabilities(heads.words, words), headProbabilities(heads.modulations, modulations)]
  if (features) answers.push(headProbabilities(heads.features, features))
  const votes = Float32Array.from(network, (probability, i) => {
    const ofHeads = answers.reduce((sum, answer) => sum + answer[i], 0)
    return (NETWORK_VOTES * probability + ofHeads) / (NETWORK_VOTES + answers.length)
  })
  const powers = votes.map((share) => share ** SHARPNESS)
  const sum = powers.reduce((a, b) => a + b)
  return { votes, answer: powers.map((power) => power / sum) }
}

/** Of a model's folder; null where it has none. */
export async function readStatisticsHeads(folder: string): Promise<StatisticsHeads | null> {
  const text = await readFile(join(folder, HEADS_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : (JSON.parse(text, reviveNumbers) as StatisticsHeads)
}

export async function writeStatisticsHeads(folder: string, heads: StatisticsHeads): Promise<void> {
  await writeFile(join(folder, HEADS_FILE), `${JSON.stringify(heads, replaceNumbers)}\n`)
}

/** Numbers are kept as the base64 of 32-bit floats. */
function replaceNumbers(_key: string, value: unknown): unknown {
  if (!(value instanceof Float32Array)) return value
  return { float32: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
}

function reviveNumbers(_key: string, value: { float32?: string } | null): unknown {
  if (typeof value?.float32 !== 'string') return value
  return new Float32Array(new Uint8Array(Buffer.from(value.float32, 'base64')).buffer)
}
