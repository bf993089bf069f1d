// Runs in a worker thread: composing and encoding a track keeps a core busy for most of a second.
import { parentPort } from 'node:worker_threads'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'
import { renderDemoTrack } from '@segue/prisma/seed/render-demo-track'

parentPort!.on('message', async (track: DemoTrack) => {
  const bytes = new Uint8Array(await renderDemoTrack(track))
  parentPort!.postMessage(bytes, [bytes.buffer as ArrayBuffer])
})
