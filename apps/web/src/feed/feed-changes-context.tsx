'use client'

import { useApolloClient, useSubscription } from '@apollo/client/react'
import { useSession } from 'next-auth/react'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { usePlayer } from '@/player/player-context.tsx'
import { feedEntries } from './feed-entries.ts'
import { Feed, type FeedChange, FeedChanged } from './feed-query.ts'

const FeedChangesContext = createContext<FeedChange | undefined>(undefined)

const firstPage = 20
const mostRefetched = 50

/** Listens for changes of the feed on every page, and lets what is shown and queued follow them. */
export function FeedChangesProvider({ children }: { children: ReactNode }) {
  const isSignedIn = useSession().status === 'authenticated'
  const client = useApolloClient()
  const player = usePlayer()
  const [lastChange, setLastChange] = useState<FeedChange>()

  useSubscription(FeedChanged, {
    skip: !isSignedIn,
    ignoreResults: true,
    onData({ data: { data } }) {
      if (!data) return
      setLastChange(data.feedChanged)
      player.followFeed(feedEntries(data.feedChanged.feed))
      showChangedFeed(data.feedChanged)
    },
  })

  /** Who has scrolled on keeps a feed of the length that they see. */
  function showChangedFeed({ feed }: FeedChange) {
    const shown = client.readQuery({ query: Feed, variables: { first: firstPage } })
    if (shown && shown.feed.edges.length > firstPage) {
      const first = Math.min(mostRefetched, shown.feed.edges.length)
      void client.query({ query: Feed, variables: { first }, fetchPolicy: 'network-only' })
    } else {
      client.writeQuery({ query: Feed, variables: { first: firstPage }, data: { feed } })
    }
  }

  return <FeedChangesContext value={lastChange}>{children}</FeedChangesContext>
}

/** The last change of the feed since the page was loaded. */
export function useLastFeedChange() {
  return useContext(FeedChangesContext)
}
