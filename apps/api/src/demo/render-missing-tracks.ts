import { Readable } from 'node:stream'
import type { Worker } from 'node:worker_threads'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'
import { readDemoState } from '../demo-state.ts'
import type { Deps } from '../deps.ts'
import { renderIn, startRenderThreads } from './render-threads.ts'
import type { SeedOptions } from './seed-demo.ts'

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
      const bytes = await renderIn(thread, track)
      const { state } = await upload(Readable.from([bytes]), { fileName: `${track.title}.mp3`, demoKey: track.key })
      if (state === 'FAILED') log.error({ track: track.key, state }, 'a demo track was not taken in')
      done++
      await report()
    }
  }
  await report()
  const threads = startRenderThreads(missing.length)
  try {
    await Promise.all(threads.map(takeIn))
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}
