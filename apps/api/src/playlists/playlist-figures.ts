import { batchLoader } from '../batch-loader.ts'

interface Figures {
  tracks: number
  durationMs: number
}

/** How many tracks a playlist has and how long they take, for a whole page of playlists in one query. */
export const playlistFigures = batchLoader<Figures>({
  absent: { tracks: 0, durationMs: 0 },
  async load(playlistIds, { db }) {
    const rows = await db.$queryRaw<({ playlistId: string } & Figures)[]>`
      select item."playlistId", count(*)::int as tracks, sum(track."durationMs")::float8 as "durationMs"
      from "PlaylistItem" item join "Track" track on track.id = item."trackId"
      where item."playlistId" = any(${playlistIds}::uuid[])
      group by 1`
    return new Map(rows.map(({ playlistId, ...figures }) => [playlistId, figures]))
  },
})
