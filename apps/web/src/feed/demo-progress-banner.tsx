'use client'

import { useApolloClient, useSubscription } from '@apollo/client/react'
import { useRef } from 'react'
import { ProgressLine } from '@/ui/progress-line.tsx'
import { DemoProgress } from './demo-progress-subscription.ts'

type DemoProgressBannerProps = { onMoreTracks: () => void }

const tracksBetweenRefreshes = 8

/** While the demo catalogue is still being made: how far it is, and a feed that grows with it. */
export function DemoProgressBanner({ onMoreTracks }: DemoProgressBannerProps) {
  const client = useApolloClient()
  const renderedAtRefresh = useRef(0)
  const { data } = useSubscription(DemoProgress, {
    onData({ data: { data: progress } }) {
      if (!progress) return
      const { rendered, isRendering } = progress.demoProgress
      if (isRendering && rendered - renderedAtRefresh.current < tracksBetweenRefreshes) return
      renderedAtRefresh.current = rendered
      onMoreTracks()
      if (!isRendering) void client.refetchQueries({ include: 'active' })
    },
  })
  if (!data?.demoProgress.isRendering) return null
  const { rendered, tracks } = data.demoProgress
  return (
    <section aria-label="Demo catalogue" className="mb-7 rounded-2xl border border-line bg-panel/80 px-5 py-4">
      <p className="mb-3 flex flex-wrap justify-between gap-x-6 text-sm">
        <span>Segue is composing its demo music. You can listen already; more is on its way.</span>
        <span className="text-soft tabular-nums">
          {rendered} of {tracks} tracks
        </span>
      </p>
      <ProgressLine label="Demo catalogue" value={rendered} max={tracks} />
    </section>
  )
}
