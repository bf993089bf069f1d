'use client'

import { useQuery } from '@apollo/client/react'
import { Music4 } from 'lucide-react'
import Link from 'next/link'
import { TasteRibbon } from '@/taste/taste-ribbon.tsx'
import { buttonStyle } from '@/ui/button.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { MoreOnScroll } from '@/ui/more-on-scroll.tsx'
import { Notice } from '@/ui/notice.tsx'
import { PageTitle } from '@/ui/page-title.tsx'
import { DemoProgressBanner } from './demo-progress-banner.tsx'
import { distinctTracks } from './distinct-tracks.ts'
import { FeedChangeLine } from './feed-change-line.tsx'
import { FeedList } from './feed-list.tsx'
import { Feed } from './feed-query.ts'
import { FeedSkeleton } from './feed-skeleton.tsx'
import { VarietyControl } from './variety-control.tsx'

const pageSize = 20

export function FeedPage() {
  const { data, error, refetch, fetchMore } = useQuery(Feed, { variables: { first: pageSize } })
  const feed = data?.feed
  const items = feed ? distinctTracks(feed.edges.map(({ node }) => node)) : []
  return (
    <>
      <PageTitle lead={<FeedChangeLine />} aside={<VarietyControl />}>
        For you
      </PageTitle>
      <TasteRibbon />
      <DemoProgressBanner onMoreTracks={() => void refetch().catch(() => undefined)} />
      {feed ? (
        <FeedList items={items} />
      ) : error ? (
        <LoadFailure what="Your feed" onRetry={() => refetch()} />
      ) : (
        <FeedSkeleton />
      )}
      {feed && items.length === 0 && <NoMusicYet />}
      {feed?.pageInfo.hasNextPage && (
        <MoreOnScroll onMore={() => fetchMore({ variables: { first: pageSize, after: feed.pageInfo.endCursor } })} />
      )}
    </>
  )
}

function NoMusicYet() {
  return (
    <Notice
      icon={Music4}
      title="No music yet"
      action={
        <Link href="/library" className={buttonStyle({ look: 'primary' })}>
          See the library
        </Link>
      }
    >
      Your feed fills as soon as the catalogue has tracks that were listened to by Segue. An administrator adds them on
      the upload page.
    </Notice>
  )
}
