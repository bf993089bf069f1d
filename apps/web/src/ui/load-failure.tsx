'use client'

import { CloudOff } from 'lucide-react'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

type LoadFailureProps = { what: string; onRetry: () => void }

/** A query that failed: says what is missing and offers to ask again. */
export function LoadFailure({ what, onRetry }: LoadFailureProps) {
  return (
    <Notice
      icon={CloudOff}
      isAlarm
      title={`${what} could not be loaded`}
      action={
        <Button look="primary" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      Segue did not answer. It may be restarting; what is playing goes on.
    </Notice>
  )
}
