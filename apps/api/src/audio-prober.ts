import type { Worker } from 'node:worker_threads'
import type { ProbeReply } from './probe-thread.ts'
import { startThread } from './start-thread.ts'

export interface AudioProber {
  /** @returns what is wrong with a file that seemed to be audio; nothing if sound comes out of it */
  faultOf(file: string): Promise<ProbeFault | undefined>
  close(): Promise<void>
}

export interface ProbeFault {
  code: string
  message: string
}

/** Until the first sound of a file, which takes milliseconds. */
const HANGING_MS = 120_000
const HEAP_MB = 256

/**
 * Decodes the beginning of files in a thread of its own, one after the other: whatever a file does to its decoder, it
 * does not do it to the server. The thread starts with the first file, and anew after one that breaks it.
 */
export function createAudioProber({ hangingMs = HANGING_MS }: { hangingMs?: number } = {}): AudioProber {
  let thread: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function end() {
    await thread?.terminate()
    thread = undefined
  }

  async function probe(file: string): Promise<ProbeFault | undefined> {
    thread ??= startThread(new URL('./probe-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
    thread.ref()
    try {
      return await answerOf(thread, { file, hangingMs })
    } catch (error) {
      await end()
      return { code: 'CORRUPT_AUDIO', message: error instanceof Error ? error.message : String(error) }
    } finally {
      thread?.unref() // an idle thread keeps no process alive
    }
  }

  return {
    faultOf(file) {
      const probing = last.then(() => probe(file))
      last = probing
      return probing
    },
    close: end,
  }
}

/** Rejects where the thread hangs or ends. */
function answerOf(
  thread: Worker,
  { file, hangingMs }: { file: string; hangingMs: number },
): Promise<ProbeFault | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new Error('The decoder hangs.'))), hangingMs)
    const onMessage = ({ fault }: ProbeReply) => settle(() => resolve(fault))
    const onError = (error: Error) => settle(() => reject(error))
    const onExit = () => settle(() => reject(new Error('The decoder broke down.')))
    const settle = (how: () => void) => {
      clearTimeout(timer)
      thread.off('message', onMessage).off('error', onError).off('exit', onExit)
      how()
    }
    thread.on('message', onMessage).on('error', onError).on('exit', onExit)
    thread.postMessage(file)
  })
}
