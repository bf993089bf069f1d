'use client'

import { skipToken, useQuery } from '@apollo/client/react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { TrackTitle } from '@/track/track-title-query.ts'
import { useLastFeedChange } from './feed-changes-context.tsx'
import type { FeedChange } from './feed-query.ts'

/** Says why the feed has just changed. */
export function FeedChangeLine() {
  const change = useLastFeedChange()
  const trackId = change?.trackId
  const { data } = useQuery(TrackTitle, trackId ? { variables: { id: trackId } } : skipToken)
  const title = data?.track?.id === trackId ? data?.track?.title : undefined
  const link = title && (
    <Link
      href={`/track/${trackId}`}
      className="font-medium text-paper underline decoration-paper/30 underline-offset-2"
    >
      {title}
    </Link>
  )
  return (
    <p role="status">
      {change ? (
        <span key={change.tasteDigest} className="inline-block animate-[rise_300ms_var(--ease-out-soft)]">
          {sentence(change.becauseOf, link)}
        </span>
      ) : (
        'Like, skip or rate something and watch it follow.'
      )}
    </p>
  )
}

function sentence(becauseOf: FeedChange['becauseOf'], track: ReactNode): ReactNode {
  switch (becauseOf) {
    case 'LIKE':
      return <>Changed because you liked {track ?? 'a track'}.</>
    case 'DISLIKE':
      return <>Changed because you never want to hear {track ?? 'a track'} again.</>
    case 'SKIP':
      return <>Changed because you skipped {track ?? 'a track'}.</>
    case 'PLAY':
      return <>Changed because you listened to {track ?? 'a track'}.</>
    case 'RATE':
      return <>Changed because you rated {track ?? 'a track'}.</>
    case 'UNLIKE':
    case 'UNDISLIKE':
    case 'UNRATE':
    case 'UNDO':
      return <>Changed back because you took back what you said{track ? <> of {track}</> : null}.</>
    case null:
      return 'Freshly sorted for you.'
  }
}
