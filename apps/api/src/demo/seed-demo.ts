import type { Readable } from 'node:stream'
import { demoListeners } from '@segue/prisma/seed/demo-listeners'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'
import { readDemoState, writeDemoState } from '../demo-state.ts'
import type { Deps } from '../deps.ts'
import { demoCatalogue } from './demo-catalogue.ts'
import { insertDemoAccounts } from './insert-demo-accounts.ts'
import { insertDemoHistory } from './insert-demo-history.ts'
import { renderMissingTracks } from './render-missing-tracks.ts'

export type SeedDeps = Pick<Deps, 'config' | 'db' | 'notices' | 'jobs' | 'log'>

export interface SeedOptions {
  /** takes a rendered file in, as any upload */
  upload(bytes: Readable, source: { fileName: string; demoKey: string }): Promise<{ state: string }>
  onProgress?(progress: { done: number; total: number }): void
  /** what to compose; everything by default */
  catalogue?: DemoTrack[]
  /** ends the work after the track in hand; the next call goes on */
  signal?: AbortSignal
}

/**
 * Makes the demo, or what is missing of it after an interrupted start: accounts, then the composed tracks one by one
 * through the ordinary upload, then the listening history that the taste model learns from.
 */
export async function seedDemo(deps: SeedDeps, options: SeedOptions): Promise<void> {
  if (!deps.config.demo || (await readDemoState(deps))) return
  const { catalogue = demoCatalogue() } = options
  const listeners = demoListeners()
  await insertDemoAccounts(listeners, deps)
  await renderMissingTracks(catalogue, deps, options)
  // stopped, or taken away by its owner while it was made
  if (options.signal?.aborted || (await readDemoState(deps))) return
  await insertDemoHistory({ listeners, catalogue }, deps)
  await writeDemoState('complete', deps)
  await deps.jobs.wake('train', { reason: 'demo history' })
}
