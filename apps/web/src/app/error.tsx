'use client'

import { CircleAlert } from 'lucide-react'
import { Button } from '@/ui/button.tsx'
import { Notice } from '@/ui/notice.tsx'

/** A fault of a page; the player around it plays on. */
export default function PageFault({ reset }: { reset: () => void }) {
  return (
    <Notice
      icon={CircleAlert}
      isAlarm
      title="This page broke off"
      action={
        <Button look="primary" onClick={reset}>
          Try again
        </Button>
      }
    >
      Something went wrong while it was drawn. Your music and what you said are safe.
    </Notice>
  )
}
