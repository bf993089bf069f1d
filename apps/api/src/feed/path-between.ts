import { queryFromInfo } from '@pothos/plugin-prisma'
import type { CatalogueSnapshot } from '@segue/recommender/catalogue-snapshot'
import { effectiveEvents } from '@segue/recommender/effective-events'
import type { FeedSettings } from '@segue/recommender/feed-settings'
import type { FeedbackEvent } from '@segue/recommender/feedback-event'
import { listenerState } from '@segue/recommender/listener-state'
import { pathBetween } from '@segue/recommender/path-between'
import { type Exclusions, exclusions, onlyNever } from '@segue/recommender/rank/exclusions'
import { builder } from '../builder.ts'
import { requireListener } from '../context.ts'
import { InvalidInputError } from '../errors.ts'
import { uuidOf } from '../global-id.ts'
import { Track } from '../track-ref.ts'
import { readListenerLog } from './listener-log.ts'
import { readFeedSettings } from './make-feed.ts'

const USUAL_LENGTH = 10
const LONGEST = 40
/** Each place is a search of the whole catalogue. */
const PATH_COST = 400

builder.queryField('pathBetween', (t) =>
  t.field({
    type: [Track],
    description:
      'From one track to another in small even steps of sound, both included; empty until both are analysed. Leads over nothing that the listener turned down.',
    args: {
      fromTrackId: t.arg.id({ required: true }),
      toTrackId: t.arg.id({ required: true }),
      length: t.arg.int({ defaultValue: USUAL_LENGTH }),
    },
    extensions: { cost: PATH_COST },
    resolve: async (_root, { fromTrackId, toTrackId, length }, context, info) => {
      const { listenerId } = requireListener(context)
      const places = length ?? USUAL_LENGTH
      if (places < 2 || places > LONGEST) throw new InvalidInputError(`A path has 2 to ${LONGEST} tracks.`, 'length')
      const [{ events }, settings] = await Promise.all([
        readListenerLog(context.db, { listenerId }),
        readFeedSettings(context.db, listenerId),
      ])
      const snapshot = context.catalogue.current()
      const ids = pathBetween(snapshot, {
        from: uuidOf('Track', fromTrackId),
        to: uuidOf('Track', toTrackId),
        length: places,
        excluded: turnedDown(snapshot, { events, settings }),
      })
      const query = queryFromInfo({ context, info, select: { id: true } })
      const rows = await context.db.track.findMany({ ...query, where: { id: { in: ids } } })
      const byId = new Map(rows.map((row) => [row.id, row]))
      return ids.flatMap((id) => byId.get(id) ?? [])
    },
  }),
)

function turnedDown(
  snapshot: CatalogueSnapshot,
  { events, settings }: { events: FeedbackEvent[]; settings: FeedSettings },
): Exclusions {
  const state = listenerState(effectiveEvents(events))
  const dayMs = Math.floor(Date.now() / 86_400_000) * 86_400_000
  return onlyNever(exclusions(snapshot, { state, settings, dayMs, limit: snapshot.size }))
}
