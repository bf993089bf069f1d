'use client'

import { X } from 'lucide-react'
import { IconButton } from '@/ui/icon-button.tsx'
import { QueueList } from './queue-list.tsx'

/** The queue beside the page, on wide screens. */
export function QueuePanel({ onClose }: { onClose: () => void }) {
  return (
    <aside
      aria-label="Queue"
      className="glass fixed top-4 right-4 bottom-[calc(var(--player-height)+1rem)] z-30 hidden w-80 animate-[slide-left_220ms_var(--ease-out-soft)] flex-col overflow-hidden rounded-3xl border border-line shadow-float lg:flex"
    >
      <div className="flex items-center justify-between pt-4 pr-3 pb-1 pl-5">
        <h2 className="text-lg font-semibold">Next</h2>
        <IconButton icon={X} label="Close the queue" size="small" onClick={onClose} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">
        <QueueList />
      </div>
    </aside>
  )
}
