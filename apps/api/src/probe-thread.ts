// Runs in a worker thread: tells of one file after the other whether sound comes out of it.
import { createReadStream } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { decodeChunks } from '@segue/audio-core/decode-stream'
import { AudioError } from '@segue/audio-core/errors'
import type { ProbeFault } from './audio-prober.ts'

export interface ProbeReply {
  fault?: ProbeFault
}

const port = parentPort!
port.on('message', async (file: string) => port.postMessage({ fault: await faultOf(file) } satisfies ProbeReply))

async function faultOf(file: string): Promise<ProbeFault | undefined> {
  const bytes = createReadStream(file)
  try {
    for await (const _piece of decodeChunks(bytes)) return undefined
  } catch (error) {
    // anything else is a defect: it ends the thread, and the file is refused
    if (!(error instanceof AudioError)) throw error
    return { code: error.code, message: error.message }
  } finally {
    bytes.destroy()
  }
}
