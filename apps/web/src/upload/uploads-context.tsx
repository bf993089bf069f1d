'use client'

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react'
import { clientEventId } from '@/feedback/client-event-id.ts'
import { sendFile } from './send-file.ts'
import type { UploadItem } from './upload-item.ts'
import { UploadQueue } from './upload-queue.ts'

const UploadsContext = createContext<UploadQueue | undefined>(undefined)
const none: readonly UploadItem[] = []

/** Keeps uploads going while the administrator looks at other pages. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const [queue] = useState(() => new UploadQueue({ send: sendFile, createId: clientEventId }))
  return <UploadsContext value={queue}>{children}</UploadsContext>
}

export function useUploads() {
  const queue = useContext(UploadsContext)
  if (!queue) throw new Error('useUploads needs an UploadsProvider above it.')
  const items = useSyncExternalStore(
    queue.watch,
    () => queue.items,
    () => none,
  )
  return { queue, items }
}
