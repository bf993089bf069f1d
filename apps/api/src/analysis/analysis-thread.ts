// Runs in a worker thread: inference blocks its thread, and a decoder that a hostile file breaks must break alone.
import { parentPort, type TransferListItem, workerData } from 'node:worker_threads'
import { AudioError } from '@segue/audio-core/errors'
import { loadAnalyser } from '@segue/models/load-analyser'
import { TooShortToAnalyseError } from '@segue/models/segment-spectrograms'
import { TooMuchMemoryError } from './analysis-faults.ts'
import type { AnalysisProgress, AnalysisReply, AnalysisRequest, AnalysisThreadData } from './analysis-messages.ts'
import { hearFile } from './hear-file.ts'

const port = parentPort!
const { backend, maxTrackMs } = workerData.data as AnalysisThreadData
const say = (reply: AnalysisReply, transfer: TransferListItem[] = []) => port.postMessage(reply, transfer)

const analyser = await loadAnalyser({ backend }).catch((error: Error) => {
  say({ kind: 'unusable', message: error.message })
  throw error
})
port.on('message', (request: AnalysisRequest) => answer(request))
say({ kind: 'ready', version: analyser.version })

async function answer({ id, path }: AnalysisRequest) {
  try {
    const track = await hearFile(path, {
      analyser,
      maxTrackMs,
      onStep: (step) => say({ kind: 'step', id, step }),
      onProgress: everyNowAndThen((progress) => {
        demandMemory()
        say({ kind: 'progress', id, progress })
      }),
    })
    say({ kind: 'heard', id, track }, [track.waveform.buffer as ArrayBuffer, track.embedding.buffer as ArrayBuffer])
  } catch (error) {
    say({ kind: 'fault', id, ...faultOf(error) })
  }
}

const REPORT_EVERY_MS = 500

/** Thousands of pieces a second are no thousand messages. */
function everyNowAndThen(report: (progress: AnalysisProgress) => void): (progress: AnalysisProgress) => void {
  let reportedAt = performance.now()
  return (progress) => {
    const now = performance.now()
    if (now - reportedAt < REPORT_EVERY_MS) return
    reportedAt = now
    report(progress)
  }
}

/** What the heap's limit does not count: sound, and what codecs and network hold. The longest track needs a third. */
const MOST_OUTSIDE_HEAP_BYTES = 2 ** 30

function demandMemory() {
  const { external } = process.memoryUsage()
  if (external > MOST_OUTSIDE_HEAP_BYTES) throw new TooMuchMemoryError(external)
}

function faultOf(error: unknown): { code: string; message: string } {
  if (error instanceof AudioError) return { code: error.code, message: error.message }
  if (error instanceof TooShortToAnalyseError)
    return { code: error.code, message: 'The sound is too short to analyse.' }
  if (error instanceof TooMuchMemoryError) return { code: error.code, message: error.message }
  // not the file's fault: the whole of it goes to the log of the process that asked
  return { code: 'UNEXPECTED', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
