import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Readable } from 'node:stream'
import type { Worker } from 'node:worker_threads'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'
import { readDemoState } from '../demo-state.ts'
import type { Deps } from '../deps.ts'
import { startThread } from '../start-thread.ts'
import type { SeedOptions } from './seed-demo.ts'

const MAX_THREADS = 4

/** Composes the tracks that the catalogue lacks, on all cores; each is in the catalogue as soon as it is rendered. */
export async function renderMissingTracks(
  catalogue: DemoTrack[],
  { db, notices, log }: Pick<Deps, 'db' | 'notices' | 'log'>,
  { upload, onProgress, signal }: SeedOptions,
): Promise<void> {
  const present = await db.track.findMany({ where: { demoKey: { not: null } }, select: { demoKey: true } })
  const presentKeys = new Set(present.map(({ demoKey }) => demoKey))
  const missing = catalogue.filter(({ key }) => !presentKeys.has(key))
  const total = catalogue.length
  let done = total - missing.length
  const report = async () => {
    onProgress?.({ done, total })
    await notices.publish('demo-progress', { rendered: done, tracks: total })
  }
  const takeIn = async (thread: Worker) => {
    for (let track = missing.shift(); track; track = missing.shift()) {
      if (signal?.aborted || (await readDemoState({ db }))) return
      const bytes = await render(thread, track)
      const { state } = await upload(Readable.from([bytes]), { fileName: `${track.title}.mp3`, demoKey: track.key })
      if (state === 'FAILED') log.error({ track: track.key, state }, 'a demo track was not taken in')
      done++
      await report()
    }
  }
  await report()
  const threads = Array.from({ length: Math.min(MAX_THREADS, availableParallelism(), missing.length) }, () =>
    startThread(new URL('./render-thread.ts', import.meta.url)),
  )
  try {
    await Promise.all(threads.map(takeIn))
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}

async function render(thread: Worker, track: DemoTrack): Promise<Buffer> {
  const answer = once(thread, 'message') // rejects when the thread fails
  thread.postMessage(track)
  const [bytes] = (await answer) as [Uint8Array]
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
