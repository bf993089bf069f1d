import { readFile } from 'node:fs/promises'
import { decodeMono } from '@segue/audio-core/decode-mono'
import { type Analyser, type Analysis, loadAnalyser } from '../src/load-analyser.ts'
import type { LabelledTrack } from '../train/datasets/labelled-track.ts'
import { readDataset } from '../train/datasets/read-dataset.ts'
import { classificationScores, restrictedAccuracy } from './classification-scores.ts'
import { sameGenreAt } from './same-genre-at.ts'

type Evaluated = { track: LabelledTrack; analysis: Analysis; seconds: number }

/** Scores the analyser on any data set; genres that it has no label for count as wrong. */
export async function evaluateAnalyser(data: string[], folder: string | undefined) {
  const analyser = await loadAnalyser({ folder })
  const sets = await Promise.all(data.map((path) => readDataset(path)))
  const evaluated: Evaluated[] = []
  for (const track of sets.flatMap(({ tracks }) => tracks)) {
    try {
      evaluated.push(await evaluateTrack(analyser, track))
    } catch (error) {
      console.log(`left out: ${track.file} (${(error as Error).message})`)
    }
  }
  return summary(analyser, evaluated)
}

async function evaluateTrack(analyser: Analyser, track: LabelledTrack): Promise<Evaluated> {
  const startedAt = performance.now()
  const { samples } = await decodeMono(await readFile(track.file), { sampleRateHz: analyser.card.sampleRateHz })
  const analysis = await analyser.analyse(samples)
  return { track, analysis, seconds: (performance.now() - startedAt) / 1000 }
}

function summary({ card }: Analyser, evaluated: Evaluated[]) {
  const labels = [...new Set([...card.labels, ...evaluated.map(({ track }) => track.genre)])]
  const predictions = evaluated.map(({ track, analysis }) => ({
    label: labels.indexOf(track.genre),
    probabilities: Float32Array.from(
      labels,
      (label) => analysis.genres.find((genre) => genre.label === label)?.probability ?? 0,
    ),
  }))
  const scores = classificationScores(predictions, labels.length)
  const embedded = evaluated.map(({ track, analysis }) => ({ genre: track.genre, embedding: analysis.embedding }))
  return {
    tracks: evaluated.length,
    accuracy: scores.accuracy,
    accuracyRestricted: restrictedAccuracy(predictions),
    macroF1: scores.macroF1,
    logLoss: scores.logLoss,
    genreAt5: sameGenreAt(embedded, 5),
    genreAt10: sameGenreAt(embedded, 10),
    secondsPerTrack: evaluated.reduce((sum, { seconds }) => sum + seconds, 0) / Math.max(1, evaluated.length),
  }
}
