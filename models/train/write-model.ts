import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as tf from '@tensorflow/tfjs'
import { CARD_FILE, type ModelCard, parseModelCard } from '../src/model-card.ts'
import { modelFiles } from '../src/model-files.ts'
import { type StatisticsHeads, writeStatisticsHeads } from '../src/statistics-heads.ts'
import type { FeatureSounds } from './sounds.ts'

/** The card of a network that hears statistics instead of a spectrogram; the analyser takes none of these. */
export type FeatureCard = Pick<ModelCard, 'version' | 'architecture' | 'parameters' | 'labels' | 'scores' | 'data'> & {
  trainedWith: string
  input: 'fma-features'
  /** Standardised values are cut off at so many deviations. */
  limit: number
  mean: number[]
  deviation: number[]
}

/** Writes a network (float16), what votes beside it and its card into a folder; that of a spectrogram's network as loadAnalyser reads it. */
export async function writeModel(
  folder: string,
  { network, card, heads }: { network: tf.LayersModel; card: ModelCard | FeatureCard; heads: StatisticsHeads | null },
): Promise<void> {
  const text = `${JSON.stringify(card)}\n`
  if (!('input' in card)) parseModelCard(text)
  await network.save(modelFiles(folder))
  await writeFile(join(folder, CARD_FILE), text)
  if (heads) await writeStatisticsHeads(folder, heads)
}

/** The statistics with which vectors are standardised, as a card holds them. */
export function cardStandardisation({ mean, deviation }: FeatureSounds): Pick<FeatureCard, 'mean' | 'deviation'> {
  const rounded = (value: number) => Number(value.toPrecision(6))
  return { mean: Array.from(mean, rounded), deviation: Array.from(deviation, rounded) }
}
