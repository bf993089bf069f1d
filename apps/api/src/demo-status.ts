import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import { readDemoState } from './demo-state.ts'
import type { DemoStatusShape } from './demo-status-ref.ts'
import type { Deps } from './deps.ts'

export async function readDemoStatus({ db, config }: Pick<Deps, 'db' | 'config'>): Promise<DemoStatusShape> {
  const rendered = await db.track.count({ where: { demoKey: { not: null } } })
  const state = await readDemoState({ db })
  if (state === 'complete') return { tracks: rendered, rendered, isRendering: false }
  const isWanted = config.demo && state !== 'removed'
  return { tracks: isWanted ? demoTracks().length : rendered, rendered, isRendering: isWanted }
}
