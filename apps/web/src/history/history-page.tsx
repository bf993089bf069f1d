'use client'

import { useQuery } from '@apollo/client/react'
import { History } from 'lucide-react'
import Link from 'next/link'
import { useEffect } from 'react'
import { useLastFeedChange } from '@/feed/feed-changes-context.tsx'
import { TrackListSkeleton } from '@/track/track-list-skeleton.tsx'
import { buttonStyle } from '@/ui/button.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { MoreOnScroll } from '@/ui/more-on-scroll.tsx'
import { Notice } from '@/ui/notice.tsx'
import { PageTitle } from '@/ui/page-title.tsx'
import { Section } from '@/ui/section.tsx'
import { entriesByDay } from './entries-by-day.ts'
import { HistoryQuery } from './history-query.ts'
import { HistoryRow } from './history-row.tsx'

const pageSize = 50

/** Every signal that the listener gave, the last first; each can be taken back. */
export function HistoryPage() {
  const { data, error, refetch, fetchMore } = useQuery(HistoryQuery, { variables: { first: pageSize } })
  const digest = useLastFeedChange()?.tasteDigest
  useEffect(() => {
    if (digest) void refetch().catch(() => undefined)
  }, [digest, refetch])

  const entries = data?.history.edges.map(({ node }) => node) ?? []
  return (
    <>
      <PageTitle lead="What you played, skipped and said. Taking something back takes it out of your taste, too.">
        History
      </PageTitle>
      {!data &&
        (error ? <LoadFailure what="Your history" onRetry={() => refetch()} /> : <TrackListSkeleton rows={12} />)}
      {data && entries.length === 0 && (
        <Notice
          icon={History}
          title="Nothing yet"
          action={
            <Link href="/" className={buttonStyle({ look: 'primary' })}>
              Go to your feed
            </Link>
          }
        >
          Play something, and it will be here.
        </Notice>
      )}
      {entriesByDay(entries, new Date()).map(({ day, entries: ofDay }) => (
        <Section key={day} title={day} className="mt-8">
          <ul className="-mx-2">
            {ofDay.map((entry) => (
              <HistoryRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </Section>
      ))}
      {data?.history.pageInfo.hasNextPage && (
        <MoreOnScroll
          onMore={() => fetchMore({ variables: { first: pageSize, after: data.history.pageInfo.endCursor } })}
        />
      )}
    </>
  )
}
