import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EMBEDDING_SOURCES, type EmbeddingRecipe } from './embedding-recipe.ts'
import type { Preprocessing } from './preprocessing.ts'

export const CARD_FILE = 'card.json'

/** What travels with a network's weights: how to feed it, what it gives, where it comes from and how good it is. */
export type ModelCard = Preprocessing & {
  /** Name and number, as the folder: `attentive-1`. Analyses made with another version are out of date. */
  version: string
  architecture: string
  parameters: number
  labels: string[]
  /** At most so many segments, spread evenly over a track, are analysed. */
  segmentsPerTrack: number
  embedding: EmbeddingRecipe
  embeddingDim: number
  data: { name: string; tracks: number; terms: string }[]
  /** Honest figures on tracks whose artists were held out, with what was measured how. */
  scores: Record<string, number | string>
  /** The command that trained it. */
  trainedWith: string
}

/** A card that is missing, is not JSON or contradicts itself; lists every fault. */
export class InvalidModelCardError extends Error {
  readonly code = 'INVALID_MODEL_CARD'
  constructor(readonly faults: string[]) {
    super(`The model's card is not valid: ${faults.join('; ')}.`)
  }
}

/** @throws InvalidModelCardError */
export async function readModelCard(folder: string): Promise<ModelCard> {
  const text = await readFile(join(folder, CARD_FILE), 'utf8').catch((error: Error) => {
    throw new InvalidModelCardError([error.message])
  })
  return parseModelCard(text)
}

/** @throws InvalidModelCardError */
export function parseModelCard(text: string): ModelCard {
  let card: ModelCard
  try {
    card = JSON.parse(text) as ModelCard
  } catch (error) {
    throw new InvalidModelCardError([(error as Error).message])
  }
  const faults = faultsOf(card)
  if (faults.length > 0) throw new InvalidModelCardError(faults)
  return card
}

const POSITIVE_INTEGERS = [
  'sampleRateHz',
  'fftSize',
  'hopLength',
  'bands',
  'segmentFrames',
  'segmentsPerTrack',
  'embeddingDim',
  'parameters',
] as const

function faultsOf(card: ModelCard): string[] {
  const faults: string[] = []
  const expect = (right: unknown, fault: string) => {
    if (!right) faults.push(fault)
  }
  for (const name of POSITIVE_INTEGERS) {
    expect(Number.isInteger(card[name]) && card[name] > 0, `${name} must be a positive whole number`)
  }
  for (const name of ['version', 'architecture', 'trainedWith'] as const) {
    expect(typeof card[name] === 'string' && card[name], `${name} must be a text`)
  }
  expect(card.topDb > 0, 'topDb must be above 0')
  expect(Number.isFinite(card.normalisation?.meanDb), 'normalisation.meanDb must be a number')
  expect(card.normalisation?.deviationDb > 0, 'normalisation.deviationDb must be above 0')
  expect(Array.isArray(card.labels) && card.labels.length > 1, 'labels must be a list of at least two')
  expect(Array.isArray(card.data), 'data must be a list')
  expect(card.scores && typeof card.scores === 'object', 'scores must be an object')
  const blocks = card.embedding?.blocks ?? []
  expect(blocks.length > 0, 'embedding.blocks must not be empty')
  for (const { source, mean, deviation } of blocks) {
    expect(EMBEDDING_SOURCES.includes(source), `embedding knows no source ${source}`)
    expect(
      mean?.length > 0 && mean.length === deviation?.length,
      `embedding.${source} needs as many means as deviations`,
    )
  }
  const dimensions = blocks.reduce((sum, { mean }) => sum + (mean?.length ?? 0), 0)
  expect(dimensions === card.embeddingDim, `embeddingDim is ${card.embeddingDim}, but the blocks have ${dimensions}`)
  return faults
}
