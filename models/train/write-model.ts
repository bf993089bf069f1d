import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as tf from '@tensorflow/tfjs'
import { CARD_FILE, type ModelCard, parseModelCard } from '../src/model-card.ts'
import { modelFiles } from '../src/model-files.ts'

/** Writes a network and its card into a folder, as loadAnalyser reads it; `report` is kept beside for the curious. */
export async function writeModel(
  folder: string,
  { network, card, report }: { network: tf.LayersModel; card: ModelCard; report: object },
): Promise<void> {
  const text = `${JSON.stringify(card)}\n`
  parseModelCard(text)
  await network.save(modelFiles(folder))
  await writeFile(join(folder, CARD_FILE), text)
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report)}\n`)
}
