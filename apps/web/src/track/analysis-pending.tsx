'use client'

import { Ear, EarOff } from 'lucide-react'
import { useEffect } from 'react'
import { Notice } from '@/ui/notice.tsx'

type AnalysisPendingProps = { state: 'PENDING' | 'DONE' | 'FAILED'; error: string | null; onCheck: () => void }

const checkEveryMs = 4_000

/** In place of what is not known yet; looks again by itself. */
export function AnalysisPending({ state, error, onCheck }: AnalysisPendingProps) {
  const isPending = state === 'PENDING'
  useEffect(() => {
    if (!isPending) return
    const timer = setInterval(onCheck, checkEveryMs)
    return () => clearInterval(timer)
  }, [isPending, onCheck])
  if (isPending) {
    return (
      <Notice icon={Ear} title="Segue is still listening to this track">
        It can be played already. Genre, tempo and similar tracks appear here in a moment.
      </Notice>
    )
  }
  return (
    <Notice icon={EarOff} title="Segue could not make sense of this track">
      {error ?? 'Its analysis failed.'} An administrator can try again on the catalogue page.
    </Notice>
  )
}
