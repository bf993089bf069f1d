// Reads, trains and judges away from the thread that answers requests; answers with the model's bytes and the report.
import { parentPort, workerData } from 'node:worker_threads'
import { createDb } from '@segue/prisma/client'
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

const { databaseUrl } = (workerData as { data: TrainingOrder }).data
const db = createDb(databaseUrl, { maxConnections: 1 })
try {
  const tracks = await readTracks(db)
  const fitted = fitTasteModel({ tracks, logs: await readListenerLogs(db), live: await readLiveModel(db) })
  const answer: TrainingAnswer = fitted
    ? {
        fitted: {
          weights: new Uint8Array(encodeHybridModel(fitted.model)),
          report: fitted.report,
          tracks: tracks.length,
        },
      }
    : {}
  parentPort!.postMessage(answer)
} finally {
  await db.$disconnect()
}
