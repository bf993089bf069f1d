'use client'

import { useQuery } from '@apollo/client/react'
import { useEffect } from 'react'
import { useLastFeedChange } from '@/feed/feed-changes-context.tsx'
import { TasteProfile } from './taste-profile-query.ts'

/** What the recommender believes the listener likes, kept up with every change of the feed. */
export function useTasteProfile() {
  const result = useQuery(TasteProfile)
  const digest = useLastFeedChange()?.tasteDigest
  const { refetch } = result
  useEffect(() => {
    if (digest) void refetch().catch(() => undefined)
  }, [digest, refetch])
  return { ...result, profile: result.data?.tasteProfile }
}
