import { effectiveEvents } from '@segue/recommender/effective-events'
import { type RadioSeed, radio } from '@segue/recommender/radio'
import { tasteDigest } from '@segue/recommender/taste-digest'
import type { GraphQLResolveInfo } from 'graphql'
import { builder } from '../builder.ts'
import { type Context, requireListener } from '../context.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { uuidOf } from '../global-id.ts'
import { pageSize } from '../page-size.ts'
import { FeedItem, type FeedItemShape } from './feed-item.ts'
import { readListenerLog } from './listener-log.ts'
import { loadTracks } from './load-tracks.ts'
import { readFeedSettings } from './make-feed.ts'

const STATION_LENGTH = 20
const RANKING_COST = 200

interface RadioArgs {
  trackId?: string | null
  artistId?: string | null
  genre?: string | null
  first?: number | null
}

builder.queryField('radio', (t) =>
  t.field({
    type: [FeedItem],
    args: {
      trackId: t.arg.id(),
      artistId: t.arg.id(),
      genre: t.arg.string(),
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
  const items = radio(snapshot, { seed, events, settings, nowMs: Date.now(), limit })
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

interface Seed {
  seed: RadioSeed
  /** for people */
  name: string
  seedTrackId?: string
}

async function findSeed({ trackId, artistId, genre }: RadioArgs, { db }: Pick<Context, 'db'>): Promise<Seed> {
  if ([trackId, artistId, genre].filter(Boolean).length !== 1)
    throw new InvalidInputError('A radio starts from one track, one artist or one genre.')
  if (trackId) {
    const id = uuidOf('Track', trackId)
    const track = await db.track.findUnique({ where: { id }, select: { title: true } })
    if (!track) throw new NotFoundError('This track')
    return { seed: { kind: 'track', trackId: id }, name: `“${track.title}”`, seedTrackId: id }
  }
  if (artistId) {
    const id = uuidOf('Artist', artistId)
    const artist = await db.artist.findUnique({ where: { id }, select: { name: true } })
    if (!artist) throw new NotFoundError('This artist')
    return { seed: { kind: 'artist', artistId: id }, name: artist.name }
  }
  return { seed: { kind: 'genre', genre: genre! }, name: genre! }
}
