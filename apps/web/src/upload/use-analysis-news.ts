'use client'

import { useApolloClient, useSubscription } from '@apollo/client/react'
import { useEffect } from 'react'
import { AnalysisProgress } from '@/admin/admin-queries.ts'
import { graphql } from '@/graphql/graphql.ts'
import type { UploadQueue } from './upload-queue.ts'

const AnalysisStateOf = graphql(`
  query AnalysisStateOf($id: ID!) {
    track(id: $id) { id analysisState analysisError }
  }
`)

const askEveryMs = 4_000
const askedAtOnce = 12

/** Brings the progress of analyses to the uploads: live, and by asking in case that a message was missed. */
export function useAnalysisNews(queue: UploadQueue) {
  const client = useApolloClient()

  useSubscription(AnalysisProgress, {
    ignoreResults: true,
    onData({ data: { data } }) {
      if (!data) return
      const { trackId, state, step, percent, error } = data.analysisProgress
      queue.follow({ trackId, state, step, percent, error: error?.message })
    },
  })

  useEffect(() => {
    async function ask() {
      const waiting = queue.items.filter(({ state, trackId }) => state === 'analysing' && trackId).slice(0, askedAtOnce)
      for (const { trackId } of waiting) {
        const id = trackId as string
        const { data } = await client.query({ query: AnalysisStateOf, variables: { id }, fetchPolicy: 'network-only' })
        if (data?.track) queue.follow({ trackId: id, state: data.track.analysisState, error: data.track.analysisError })
      }
    }
    const timer = setInterval(() => void ask().catch(() => undefined), askEveryMs)
    return () => clearInterval(timer)
  }, [client, queue])
}
