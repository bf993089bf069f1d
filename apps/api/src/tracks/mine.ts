import { effectiveEvents } from '@segue/recommender/effective-events'
import { listenerState, type TrackState } from '@segue/recommender/listener-state'
import { batchLoader } from '../batch-loader.ts'
import { builder } from '../builder.ts'
import { requireListener } from '../context.ts'
import { TASTE_COLUMNS, toFeedbackEvent } from '../feedback-event-row.ts'
import { Track } from '../track-ref.ts'

const NOTHING: TrackState = { liked: false, disliked: false, playCount: 0 }

const MyFeedback = builder.objectRef<TrackState>('MyFeedback').implement({
  fields: (t) => ({
    liked: t.exposeBoolean('liked'),
    disliked: t.exposeBoolean('disliked'),
    rating: t.exposeInt('rating', { nullable: true }),
    playCount: t.exposeInt('playCount'),
    lastPlayedAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ lastPlayedMs }) => (lastPlayedMs === undefined ? null : new Date(lastPlayedMs)),
    }),
  }),
})

/** By track id; the same derivation that the feed uses, so that the two never disagree. */
const stateOfTrack = batchLoader<TrackState>({
  absent: NOTHING,
  async load(trackIds, context) {
    const { listenerId } = requireListener(context)
    const rows = await context.db.feedbackEvent.findMany({
      where: { listenerId, trackId: { in: trackIds } },
      orderBy: { sequence: 'asc' },
      select: TASTE_COLUMNS,
    })
    return listenerState(effectiveEvents(rows.map(toFeedbackEvent)))
  },
})

builder.prismaObjectField(Track, 'mine', (t) =>
  t.field({
    type: MyFeedback,
    description: 'What the signed-in listener said of it.',
    resolve: ({ id }, _args, context) => stateOfTrack(id, context),
  }),
)
