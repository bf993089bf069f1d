import pg from 'pg'

export interface TrackClaims {
  /** @returns whether the track is ours now; nobody else gets it until it is released or this process ends */
  claim(trackId: string): Promise<boolean>
  release(trackId: string): Promise<void>
  close(): Promise<void>
}

const LOCK_CLASS = 7_361_002

/**
 * Lets several workers share one backlog. A claim is an advisory lock of one database session: however a worker ends,
 * what it had claimed is free at once.
 */
export async function openTrackClaims(databaseUrl: string): Promise<TrackClaims> {
  const client = new pg.Client({ connectionString: databaseUrl })
  // a lost session has lost its locks as well; the next query says so
  client.on('error', () => undefined)
  await client.connect()
  // the session's own locks do not exclude each other
  const mine = new Set<string>()
  return {
    async claim(trackId) {
      if (mine.has(trackId)) return false
      mine.add(trackId)
      const { rows } = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as ok', [
        LOCK_CLASS,
        trackId,
      ])
      if (!rows[0].ok) mine.delete(trackId)
      return rows[0].ok
    },
    async release(trackId) {
      await client.query('select pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, trackId])
      mine.delete(trackId)
    },
    close: () => client.end(),
  }
}
