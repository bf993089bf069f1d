'use client'

import type { ApolloClient } from '@apollo/client'
import { useApolloClient } from '@apollo/client/react'
import { print } from 'graphql'
import { useSession } from 'next-auth/react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from 'react'
import { clientEventId } from './client-event-id.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { FeedbackOutbox } from './feedback-outbox.ts'
import { type Mine, mineAfter } from './mine-after.ts'
import { RecordFeedback } from './record-feedback-mutation.ts'

/** Records a signal for good and returns it with the id by which it can be taken back. */
export type Record = (signal: Omit<FeedbackEvent, 'clientEventId' | 'at'>) => FeedbackEvent

const FeedbackContext = createContext<Record | undefined>(undefined)

export function FeedbackProvider({ children }: { children: ReactNode }) {
  const client = useApolloClient()
  const listenerId = useSession().data?.listener.id
  const outbox = useMemo(() => (listenerId ? openOutbox(client, listenerId) : undefined), [client, listenerId])

  useEffect(() => {
    if (!outbox) return
    const retry = () => outbox.retryNow()
    const flush = () => sendWhileLeaving(outbox.waiting)
    window.addEventListener('online', retry)
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('online', retry)
      window.removeEventListener('pagehide', flush)
    }
  }, [outbox])

  const record = useCallback<Record>(
    (signal) => {
      const event = { ...signal, clientEventId: clientEventId(), at: new Date().toISOString() }
      outbox?.add(event)
      showAtOnce(client, event)
      return event
    },
    [client, outbox],
  )

  return <FeedbackContext value={record}>{children}</FeedbackContext>
}

export function useRecordFeedback(): Record {
  const record = useContext(FeedbackContext)
  if (!record) throw new Error('useRecordFeedback needs a FeedbackProvider above it.')
  return record
}

function openOutbox(client: ApolloClient, listenerId: string) {
  if (typeof window === 'undefined') return undefined
  return new FeedbackOutbox({
    listenerId,
    storage: window.localStorage,
    schedule: (run, delayMs) => window.setTimeout(run, delayMs),
    deliver: async (events) => {
      const { data } = await client.mutate({ mutation: RecordFeedback, variables: { events } })
      return data?.recordFeedback.__typename === 'RecordFeedbackPayload' ? 'accepted' : 'refused'
    },
  })
}

/** A closing page gets no answer, so its events stay in storage until a later page hears that they are known. */
function sendWhileLeaving(events: readonly FeedbackEvent[]) {
  if (events.length === 0) return
  const body = JSON.stringify({ query: print(RecordFeedback), variables: { events: events.slice(0, 50) } })
  void fetch('/graphql', { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body })
}

function showAtOnce(client: ApolloClient, event: FeedbackEvent) {
  if (!event.trackId) return
  client.cache.modify({
    id: client.cache.identify({ __typename: 'Track', id: event.trackId }),
    fields: { mine: (mine: unknown) => mineAfter(mine as Mine, event) },
  })
}
