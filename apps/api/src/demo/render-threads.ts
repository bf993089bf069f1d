import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'
import { startThread } from '../start-thread.ts'

const MAX_THREADS = 4

/** One a core, but no more than there are tracks; the caller terminates them. */
export function startRenderThreads(tracks: number): Worker[] {
  return Array.from({ length: Math.min(MAX_THREADS, availableParallelism(), tracks) }, () =>
    startThread(new URL('./render-thread.ts', import.meta.url)),
  )
}

/** The mp3 file of a composed track; a thread renders one at a time. */
export async function renderIn(thread: Worker, track: DemoTrack): Promise<Buffer> {
  const answer = once(thread, 'message') // rejects when the thread fails
  thread.postMessage(track)
  const [bytes] = (await answer) as [Uint8Array]
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
