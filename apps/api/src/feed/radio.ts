import { effectiveEvents } from '@segue/recommender/effective-events'
import { radio } from '@segue/recommender/radio'
import { tasteDigest } from '@segue/recommender/taste-digest'
import type { GraphQLResolveInfo } from 'graphql'
import { builder } from '../builder.ts'
import { type Context, requireListener } from '../context.ts'
import { InvalidInputError } from '../errors.ts'
import { findUuid } from '../global-id.ts'
import { pageSize } from '../page-size.ts'
import { FeedItem, type FeedItemShape } from './feed-item.ts'
import { findSeed, type SeedArgs } from './find-seed.ts'
import { readListenerLog } from './listener-log.ts'
import { loadTracks } from './load-tracks.ts'
import { readFeedSettings } from './make-feed.ts'

const STATION_LENGTH = 20
const RANKING_COST = 200

/** A listener does not remember more, and a request stays small. */
const MOST_PLAYED = 1_000

interface RadioArgs extends SeedArgs {
  playedTrackIds?: string[] | null
  first?: number | null
}

builder.queryField('radio', (t) =>
  t.field({
    type: [FeedItem],
    description:
      'The next tracks of an endless station. What the listener did in the last half hour steers it: ask again after a skip.',
    args: {
      trackId: t.arg.id(),
      artistId: t.arg.id(),
      genre: t.arg.string(),
      playlistId: t.arg.id(),
      playedTrackIds: t.arg.idList({
        description: 'What this station has played or lined up, oldest first: it goes on after them.',
      }),
      first: t.arg.int({ defaultValue: STATION_LENGTH }),
    },
    extensions: { cost: RANKING_COST },
    resolve: (_root, args, context, info) => loadStation(args, { context, info }),
  }),
)

/** @throws UnauthenticatedError, InvalidInputError, NotFoundError */
async function loadStation(
  args: RadioArgs,
  { context, info }: { context: Context; info: GraphQLResolveInfo },
): Promise<FeedItemShape[]> {
  const { listenerId } = requireListener(context)
  const limit = pageSize(args.first, STATION_LENGTH)
  const { seed, name, seedTrackId } = await findSeed(args, context)
  const [{ events }, settings] = await Promise.all([
    readListenerLog(context.db, { listenerId }),
    readFeedSettings(context.db, listenerId),
  ])
  const snapshot = context.catalogue.current()
  const playedTrackIds = playedIds(args.playedTrackIds ?? [])
  const items = radio(snapshot, { seed, events, playedTrackIds, settings, nowMs: Date.now(), limit })
  const trackIds = [...items.map(({ trackId }) => trackId), ...(seedTrackId ? [seedTrackId] : [])]
  const tracks = await loadTracks(trackIds, { context, info, place: [] })
  const seedTrack = seedTrackId ? tracks.get(seedTrackId) : undefined
  const reason = { kind: 'SEED' as const, text: `Goes with ${name}`, tracks: seedTrack ? [seedTrack] : [] }
  const digest = tasteDigest(effectiveEvents(events))
  return items.slice(0, limit).flatMap(({ trackId, score }, place) => {
    const track = tracks.get(trackId)
    const impressionId = `radio.${digest}.${snapshot.version}.${place}`
    return track ? [{ track, score, reason, impressionId }] : []
  })
}

/** What is no track's id was never played. @throws InvalidInputError */
function playedIds(ids: readonly string[]): string[] {
  if (ids.length > MOST_PLAYED) throw new InvalidInputError(`Name at most ${MOST_PLAYED} tracks.`, 'playedTrackIds')
  return ids.flatMap((id) => findUuid('Track', id) ?? [])
}
