'use client'

import { useRef } from 'react'
import { chosenEntry, feedEntry } from '@/player/queue-entry.ts'
import { FeedCard } from './feed-card.tsx'
import { feedGrid } from './feed-grid.ts'
import type { FeedItem } from './feed-query.ts'
import { useGlide } from './use-glide.ts'

const queuedBehind = 10

/** The feed in its order; cards glide to their new places when the order changes. */
export function FeedList({ items }: { items: readonly FeedItem[] }) {
  const listRef = useRef<HTMLUListElement>(null)
  useGlide(listRef, items.map(({ track }) => track.id).join(' '))

  function entriesFrom(place: number) {
    const [{ track, impressionId }, ...rest] = items.slice(place, place + 1 + queuedBehind)
    return [
      chosenEntry(track, { context: 'FEED', impressionId }),
      ...rest.map((item) => feedEntry(item.track, item.impressionId)),
    ]
  }

  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without bullets is a list
    <ul ref={listRef} role="list" aria-label="Your feed" className={feedGrid}>
      {items.map((item, place) => (
        <FeedCard key={item.track.id} item={item} entries={() => entriesFrom(place)} />
      ))}
    </ul>
  )
}
