import { queryFromInfo } from '@pothos/plugin-prisma'
import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../context.ts'
import type { Track } from '../track-ref.ts'

export type TitledTrack = typeof Track.$inferType & { title: string }

/**
 * By UUID, in one query: with what the GraphQL query asks of the `track` of the items at `place`, and of the tracks that
 * their reasons name.
 */
export async function loadTracks(
  trackIds: readonly string[],
  { context, info, place }: { context: Context; info: GraphQLResolveInfo; place: string[] },
): Promise<Map<string, TitledTrack>> {
  const query = queryFromInfo({
    context,
    info,
    typeName: 'Track',
    paths: [
      [...place, 'track'],
      [...place, 'reason', 'tracks'],
    ],
    select: { id: true, title: true },
  })
  const rows = await context.db.track.findMany({ ...query, where: { id: { in: [...new Set(trackIds)] } } })
  return new Map(rows.map((row) => [row.id, row]))
}
