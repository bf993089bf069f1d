import { makePlaylist } from '@segue/recommender/make-playlist'
import { builder } from '../builder.ts'
import { type Context, requireListener } from '../context.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { newPlaylist } from '../new-playlist.ts'
import { playlistPayload } from '../playlist-payload.ts'
import { countSeeds, findSeed, type SeedArgs } from './find-seed.ts'
import { readListenerLog } from './listener-log.ts'
import { readFeedSettings } from './make-feed.ts'

const USUAL_SIZE = 25
const MOST_TRACKS = 200
const RANKING_COST = 200

builder.mutationField('generatePlaylist', (t) =>
  t.field({
    type: playlistPayload('GeneratePlaylistPayload'),
    description:
      "A new playlist in the genres of the listener's taste, share by share, or of a track, artist, genre or playlist.",
    args: {
      title: t.arg.string({ required: true }),
      size: t.arg.int({ defaultValue: USUAL_SIZE }),
      variety: t.arg.int({ description: "0–100; the listener's own setting where it is absent." }),
      trackId: t.arg.id(),
      artistId: t.arg.id(),
      genre: t.arg.string(),
      playlistId: t.arg.id(),
    },
    errors: {
      types: [InvalidInputError, NotFoundError],
      union: { name: 'GeneratePlaylistResult' },
      directResult: true,
    },
    extensions: { cost: RANKING_COST },
    resolve: async (_root, args, context) => ({ playlistId: await generatePlaylist(args, context) }),
  }),
)

interface GenerateArgs extends SeedArgs {
  title: string
  size?: number | null
  variety?: number | null
}

/** @throws UnauthenticatedError, InvalidInputError, NotFoundError */
async function generatePlaylist(args: GenerateArgs, context: Context): Promise<string> {
  const { listenerId } = requireListener(context)
  const size = args.size ?? USUAL_SIZE
  if (size < 1 || size > MOST_TRACKS) throw new InvalidInputError(`Ask for 1 to ${MOST_TRACKS} tracks.`, 'size')
  const { variety } = args
  if (typeof variety === 'number' && (variety < 0 || variety > 100))
    throw new InvalidInputError('The variety lies between 0 and 100.', 'variety')
  const [{ events }, settings, seed] = await Promise.all([
    readListenerLog(context.db, { listenerId }),
    readFeedSettings(context.db, listenerId),
    countSeeds(args) > 0 ? findSeed(args, context) : undefined,
  ])
  const trackIds = makePlaylist(context.catalogue.current(), {
    listenerId,
    events,
    settings: { ...settings, variety: variety ?? settings.variety },
    likeSeed: seed?.seed,
    nowMs: Date.now(),
    limit: size,
    seed: args.title, // of two lists that were asked for under two names each explores on its own
  })
  const known = await stillThere(trackIds, context)
  if (known.length === 0) throw new InvalidInputError('There is no music for such a playlist yet.')
  return newPlaylist({ title: args.title, ownerId: listenerId, trackIds: known }, context.db)
}

/** The snapshot may hold tracks that were removed a moment ago. */
async function stillThere(trackIds: readonly string[], { db }: Pick<Context, 'db'>): Promise<string[]> {
  const rows = await db.track.findMany({ where: { id: { in: [...trackIds] } }, select: { id: true } })
  const there = new Set(rows.map(({ id }) => id))
  return trackIds.filter((id) => there.has(id))
}
