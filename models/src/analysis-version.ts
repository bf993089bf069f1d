import { type ModelCard, readModelCard } from './model-card.ts'
import { SHIPPED_MODEL_FOLDER } from './shipped-model.ts'

/** Raised by one whenever what is found with the same weights changes, be it here or where files are heard. */
const REVISION = 1

/** By what a track was analysed: an analysis by another version is out of date, and the track is heard again. */
export function analysisVersion({ version }: Pick<ModelCard, 'version'>): string {
  return `${version}.${REVISION}`
}

/** That of the analyser in use. @throws InvalidModelCardError */
export async function shippedAnalysisVersion(): Promise<string> {
  return analysisVersion(await readModelCard(SHIPPED_MODEL_FOLDER))
}
