import { effectiveEvents } from '@segue/recommender/effective-events'
import type { FeedItem as RecommendedItem } from '@segue/recommender/feed-item'
import { listenerState } from '@segue/recommender/listener-state'
import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../context.ts'
import type { FeedItemShape } from './feed-item.ts'
import { loadTracks } from './load-tracks.ts'
import type { MadeFeed } from './make-feed.ts'
import { wordReason } from './reason-text.ts'

/** What the database adds to a page of recommended items, in two queries however long the page is. */
export async function loadFeedItems(
  { feed, items, offset }: { feed: MadeFeed; items: readonly RecommendedItem[]; offset: number },
  { context, info }: { context: Context; info: GraphQLResolveInfo },
): Promise<FeedItemShape[]> {
  const trackIds = items.flatMap(({ trackId, reason }) => [trackId, ...citedTracks(reason)])
  const [tracks, artists] = await Promise.all([
    loadTracks(trackIds, { context, info, place: ['edges', 'node'] }),
    loadArtistNames(items, context),
  ])
  const state = listenerState(effectiveEvents(feed.events))
  const names = {
    titleOf: (id: string) => tracks.get(id)?.title,
    artistOf: (id: string) => artists.get(id),
    stateOf: (id: string) => state.get(id),
  }
  return items.flatMap(({ trackId, score, reason }, place) => {
    const track = tracks.get(trackId)
    if (!track) return [] // removed since the snapshot was taken
    const worded = wordReason(reason, names)
    const cited = worded.trackIds.flatMap((id) => tracks.get(id) ?? [])
    const impressionId = `feed.${feed.tasteDigest}.${feed.snapshot.version}.${offset + place}`
    return [{ track, score, reason: { ...worded, tracks: cited }, impressionId }]
  })
}

function citedTracks(reason: RecommendedItem['reason']): string[] {
  if (reason.kind === 'listeners-like-you') return reason.viaTrackIds
  return reason.kind === 'similar-to-liked' || reason.kind === 'session' ? [reason.trackId] : []
}

async function loadArtistNames(items: readonly RecommendedItem[], { db }: Context): Promise<Map<string, string>> {
  const ids = items.flatMap(({ reason }) => (reason.kind === 'picked-artist' ? [reason.artistId] : []))
  if (ids.length === 0) return new Map()
  const artists = await db.artist.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(artists.map(({ id, name }) => [id, name]))
}
