import { writeDemoState } from '../demo-state.ts'
import type { Deps } from '../deps.ts'

type RemoveDeps = Pick<Deps, 'db' | 'storage' | 'notices' | 'jobs'>

/** Takes away everything that is marked as demo, and keeps it away. @returns what was removed */
export async function removeDemo(deps: RemoveDeps): Promise<{ tracks: number; listeners: number }> {
  const { db, storage, notices, jobs } = deps
  await writeDemoState('removed', deps)
  const tracks = await db.track.findMany({
    where: { isDemo: true },
    select: { id: true, audioKey: true, artworkKey: true },
  })
  const listeners = await db.listener.deleteMany({ where: { isDemo: true } })
  await db.track.deleteMany({ where: { isDemo: true } })
  await db.album.deleteMany({ where: { tracks: { none: {} }, isDemo: true } })
  await db.artist.deleteMany({ where: { tracks: { none: {} }, albums: { none: {} }, isDemo: true } })
  // it was learnt from simulated listeners
  await db.tasteModel.deleteMany({})
  const kept = await db.track.findMany({ where: { artworkKey: { not: null } }, select: { artworkKey: true } })
  const keptArtwork = new Set(kept.map(({ artworkKey }) => artworkKey))
  const artwork = new Set(
    tracks.flatMap(({ artworkKey }) => (artworkKey && !keptArtwork.has(artworkKey) ? [artworkKey] : [])),
  )
  for (const key of [...tracks.map(({ audioKey }) => audioKey), ...artwork]) await storage.remove(key)
  await notices.publish('catalogue-changed', { trackIds: tracks.map(({ id }) => id) })
  await jobs.wake('train', { reason: 'demo removed' })
  return { tracks: tracks.length, listeners: listeners.count }
}
