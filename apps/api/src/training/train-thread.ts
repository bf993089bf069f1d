// Reads, trains and judges away from the thread that answers requests; answers with the model's bytes and the report.
import { parentPort, workerData } from 'node:worker_threads'
import { createDb } from '@segue/prisma/client'
import { startAlsThreads } from '@segue/recommender/als-threads'
import { encodeHybridModel } from '@segue/recommender/hybrid-model-file'
import { readLiveModel, readTracks } from '../catalogue-rows.ts'
import { type FitReport, fitTasteModel } from './fit-taste-model.ts'
import { readListenerLogs } from './listener-logs.ts'

export interface TrainingOrder {
  databaseUrl: string
}

export interface TrainingAnswer {
  fitted?: { weights: Uint8Array<ArrayBuffer>; report: FitReport; tracks: number }
}

/** What the thread says: how far it is, and in the end what came out. */
export type TrainingMessage = { percent: number } | { answer: TrainingAnswer }

const { databaseUrl } = (workerData as { data: TrainingOrder }).data
const db = createDb(databaseUrl, { maxConnections: 1 })
const threads = await startAlsThreads()
try {
  const tracks = await readTracks(db)
  const fitted = fitTasteModel(
    { tracks, logs: await readListenerLogs(db), live: await readLiveModel(db) },
    { solveRows: threads.solveRows, onProgress: (percent) => say({ percent }) },
  )
  const answer: TrainingAnswer = fitted
    ? {
        fitted: {
          weights: new Uint8Array(encodeHybridModel(fitted.model)),
          report: fitted.report,
          tracks: tracks.length,
        },
      }
    : {}
  say({ answer })
} finally {
  await threads.close()
  await db.$disconnect()
}

function say(message: TrainingMessage) {
  parentPort!.postMessage(message)
}
