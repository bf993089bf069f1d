import type { CatalogueSnapshot } from '@segue/recommender/catalogue-snapshot'
import type { FeedSettings } from '@segue/recommender/feed-settings'
import type { FeedbackEvent } from '@segue/recommender/feedback-event'
import { type Feed, recommendFeed } from '@segue/recommender/recommend'
import type { Context } from '../context.ts'
import { UnauthenticatedError } from '../errors.ts'
import { metricOf } from '../metric-of.ts'
import { type ListenerLog, readListenerLog } from './listener-log.ts'

/** A feed ends here, whatever the page size: so every page is cut from the same list. */
export const FEED_LENGTH = 200

export interface MadeFeed extends Feed {
  snapshot: CatalogueSnapshot
  events: FeedbackEvent[]
  lastSequence: bigint
}

type FeedContext = Pick<Context, 'db' | 'catalogue'>

/** The whole feed of a listener, from their log (as it was at `upTo`, if it is not given) and the current snapshot. */
export async function makeFeed(
  { listenerId, upTo, log: known }: { listenerId: string; upTo?: bigint; log?: Promise<ListenerLog> },
  { db, catalogue }: FeedContext,
): Promise<MadeFeed> {
  const [log, settings] = await Promise.all([
    known ?? readListenerLog(db, { listenerId, upTo }),
    readFeedSettings(db, listenerId),
  ])
  const snapshot = catalogue.current()
  const query = { listenerId, events: log.events, settings, nowMs: Date.now(), limit: FEED_LENGTH }
  return { ...recommendFeed(snapshot, query), ...log, snapshot }
}

export async function readFeedSettings(db: FeedContext['db'], listenerId: string): Promise<FeedSettings> {
  const row = await db.listener.findUnique({
    where: { id: listenerId },
    select: {
      variety: true,
      similarityMetric: true,
      pickedGenres: true,
      pickedArtistIds: true,
      blockedArtistIds: true,
    },
  })
  if (!row) throw new UnauthenticatedError() // the account was removed a moment ago
  return { ...row, similarityMetric: metricOf(row.similarityMetric) }
}
