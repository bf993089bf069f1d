'use client'

import { useApolloClient } from '@apollo/client/react'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { feedEntries } from '@/feed/feed-entries.ts'
import { Feed } from '@/feed/feed-query.ts'
import { useRecordFeedback } from '@/feedback/feedback-context.tsx'
import { useUndoMessage } from '@/feedback/use-track-feedback.ts'
import { Player } from './player.ts'
import type { PlayerState } from './player-state.ts'
import { stationEntry } from './queue-entry.ts'
import { Radio } from './radio-query.ts'
import { StreamUrl } from './stream-url-query.ts'

const PlayerContext = createContext<Player | undefined>(undefined)

export function PlayerProvider({ children }: { children: ReactNode }) {
  const client = useApolloClient()
  const record = useRecordFeedback()
  const showUndo = useUndoMessage()
  const [player] = useState(
    () =>
      new Player({
        record,
        onSkipped: (event, track) => showUndo(event, `Skipped “${track.title}”`),
        async findStreamUrl(id) {
          const { data } = await client.query({ query: StreamUrl, variables: { id }, fetchPolicy: 'no-cache' })
          return data?.track?.streamUrl ?? null
        },
        async readFeed() {
          const { data } = await client.query({ query: Feed, variables: { first: 20 }, fetchPolicy: 'no-cache' })
          return data ? feedEntries(data.feed) : []
        },
        async readStation({ seed }, playedTrackIds) {
          const variables = { ...seed, playedTrackIds }
          const { data } = await client.query({ query: Radio, variables, fetchPolicy: 'no-cache' })
          return (data?.radio ?? []).map(({ track, impressionId }) => stationEntry(track, impressionId))
        },
      }),
  )
  useEffect(() => {
    const settle = () => player.settle()
    // Before the outbox's own listener, which sends what is waiting.
    window.addEventListener('pagehide', settle, { capture: true })
    return () => window.removeEventListener('pagehide', settle, { capture: true })
  }, [player])
  return <PlayerContext value={player}>{children}</PlayerContext>
}

export function usePlayer(): Player {
  const player = useContext(PlayerContext)
  if (!player) throw new Error('usePlayer needs a PlayerProvider above it.')
  return player
}

/** A part of the player's state; the component is drawn again only when that part changes. */
export function usePlayerState<Part>(select: (state: PlayerState) => Part): Part {
  const player = usePlayer()
  const read = () => select(player.state)
  return useSyncExternalStore(player.watch, read, read)
}
