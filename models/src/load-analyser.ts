import * as tf from '@tensorflow/tfjs'
import { analysisVersion } from './analysis-version.ts'
import type { BackendName } from './backend/rung.ts'
import { selectBackend } from './backend/select-backend.ts'
import { composeEmbedding } from './embedding-recipe.ts'
import { type ExplainedSegment, explainSegments } from './explain-segments.ts'
import { hearWithHeads } from './hear-with-heads.ts'
import { meanOfRows, rowsOf } from './matrix-rows.ts'
import { InvalidModelCardError, type ModelCard, readModelCard } from './model-card.ts'
import { modelFiles } from './model-files.ts'
import { createPowerSpectrogram } from './preprocessing.ts'
import { segmentSpectrograms } from './segment-spectrograms.ts'
import { SHIPPED_MODEL_FOLDER } from './shipped-model.ts'
import { readStatisticsHeads } from './statistics-heads.ts'
import { timbreStatistics } from './timbre-statistics.ts'

export type GenreProbability = { label: string; probability: number }

export type Analysis = {
  /** Of length 1, so the dot product of two is their cosine. */
  embedding: Float32Array
  /**
   * The mean of the segments' softmax or, if the model has heads, their and its answer together (see withHeads); most
   * probable first. They sum to 1.
   */
  genres: GenreProbability[]
  /** The same of each segment, in the order of the track; heads hear it with its neighbours. */
  segmentGenres: GenreProbability[][]
  segments: number
  /** Why it is the most probable genre: what speaks for it, to the network, where it is most so; in the order of the track. */
  explained: ExplainedSegment[]
}

export type AnalyseOptions = {
  /** So many segments are explained; none by default. */
  explain?: number
  /** At most so many segments are listened to; as many as the card says by default. */
  segments?: number
}

export type Analyser = {
  card: ModelCard
  /** See analysisVersion. */
  version: string
  backend: BackendName
  /**
   * @param samples mono, at card.sampleRateHz
   * @throws TooShortToAnalyseError
   */
  analyse(samples: Float32Array, options?: AnalyseOptions): Promise<Analysis>
  /** Frees the weights; the analyser cannot be used after. */
  dispose(): void
}

export type LoadAnalyserOptions = {
  /** A folder with model.json, weights.bin and card.json; the shipped one by default. */
  folder?: string
  /** Only this backend; by default the fastest that works. */
  backend?: BackendName
}

/**
 * Loads the network and runs it once, so that the first track is as fast as the others. Inference blocks its thread for
 * some hundred milliseconds: use it in a worker thread where others wait.
 * @throws InvalidModelCardError, BackendUnavailableError
 */
export async function loadAnalyser(from: LoadAnalyserOptions = {}): Promise<Analyser> {
  const { folder = SHIPPED_MODEL_FOLDER, backend: force } = from
  const card = await readModelCard(folder)
  const backend = await selectBackend({ force })
  const network = await tf.loadLayersModel(modelFiles(folder))
  const heads = await readStatisticsHeads(folder)
  const wantsWords = card.embedding.blocks.some(({ source }) => source === 'words')
  if (wantsWords && !heads)
    throw new InvalidModelCardError(['the embedding has words, but there are no heads that know them'])
  const powerSpectrogram = createPowerSpectrogram(card)

  async function analyse(samples: Float32Array, options: AnalyseOptions = {}): Promise<Analysis> {
    const { explain = 0, segments: segmentsPerTrack = card.segmentsPerTrack } = options
    const cut = { ...card, segmentsPerTrack }
    const { decibels, segments, heard } = segmentSpectrograms(samples, cut, powerSpectrogram)
    const { probabilities, features } = await infer(network, decibels, card)
    const byNetwork = meanOfRows(probabilities, segments)
    const joint = heads
      ? hearWithHeads({ decibels, heard, probabilities }, { card, heads })
      : { votes: byNetwork, answer: byNetwork, words: [], segments: rowsOf(probabilities, segments) }
    const ranked = rankGenres(joint.answer, card)
    const question = { decibels, segments: joint.segments, label: ranked[0].label, count: explain, card }
    return {
      embedding: composeEmbedding(
        {
          features: meanOfRows(features, segments),
          timbre: timbreStatistics(decibels, card),
          words: joint.words,
          genres: joint.votes,
        },
        card.embedding,
      ),
      genres: ranked,
      segmentGenres: joint.segments.map((probabilities) => rankGenres(probabilities, card)),
      segments,
      explained: explain > 0 ? await explainSegments(network, question) : [],
    }
  }

  await infer(network, new Float32Array(card.segmentFrames * card.bands), card)
  return { card, version: analysisVersion(card), backend: backend.name, analyse, dispose: () => network.dispose() }
}

type Inference = { probabilities: Float32Array; features: Float32Array }

/** All segments as one batch: [segments x classes] and [segments x features]. */
async function infer(network: tf.LayersModel, decibels: Float32Array, card: ModelCard): Promise<Inference> {
  const { segmentFrames, bands, normalisation } = card
  const normalised = decibels.map((value) => (value - normalisation.meanDb) / normalisation.deviationDb)
  const input = tf.tensor4d(normalised, [decibels.length / segmentFrames / bands, segmentFrames, bands, 1])
  const [logits, features] = network.predict(input) as tf.Tensor[]
  const softmax = tf.softmax(logits)
  const [probabilities, values] = await Promise.all([softmax.data(), features.data()])
  tf.dispose([input, logits, features, softmax])
  return { probabilities: probabilities as Float32Array, features: values as Float32Array }
}

function rankGenres(probabilities: Float32Array, { labels }: ModelCard): GenreProbability[] {
  const genres = labels.map((label, i) => ({ label, probability: probabilities[i] }))
  return genres.sort((a, b) => b.probability - a.probability)
}
