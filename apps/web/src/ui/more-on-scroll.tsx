'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'

/** Asks for more when its end comes near; also a button, for those who do not scroll. */
export function MoreOnScroll({ onMore }: { onMore: () => Promise<unknown> }) {
  const endRef = useRef<HTMLDivElement>(null)
  const latest = useRef(onMore)
  const [state, setState] = useState<'ready' | 'asking' | 'failed'>('ready')
  latest.current = onMore

  const ask = useCallback(() => {
    setState('asking')
    latest.current().then(
      () => setState('ready'),
      () => setState('failed'),
    )
  }, [])

  useEffect(() => {
    const end = endRef.current
    if (!end || state !== 'ready') return
    const observer = new IntersectionObserver(([entry]) => entry.isIntersecting && ask(), { rootMargin: '600px' })
    observer.observe(end)
    return () => observer.disconnect()
  }, [state, ask])

  return (
    <div ref={endRef} className="flex justify-center py-8">
      <Button look="bare" disabled={state === 'asking'} onClick={ask}>
        {state === 'asking' ? 'Loading more…' : state === 'failed' ? 'Try again' : 'Show more'}
      </Button>
    </div>
  )
}
