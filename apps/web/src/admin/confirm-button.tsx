'use client'

import { AlertDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { buttonStyle } from '@/ui/button.tsx'

type ConfirmButtonProps = { label: string; question: string; onConfirm: () => void; children: ReactNode }

/** A button for what cannot be undone: asks first. */
export function ConfirmButton({ label, question, onConfirm, children }: ConfirmButtonProps) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger aria-label={label} className={buttonStyle({ look: 'danger', className: 'px-4 py-1.5' })}>
        {children}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 animate-[dim-in_160ms] bg-ink/70 backdrop-blur-sm" />
        <AlertDialog.Content className="fixed top-1/2 left-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-1/2 rounded-3xl border border-line bg-raised p-6 shadow-float">
          <AlertDialog.Title className="text-lg font-semibold">Are you sure?</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-sm leading-relaxed text-soft">
            {question}
          </AlertDialog.Description>
          <div className="mt-6 flex justify-end gap-2">
            <AlertDialog.Cancel className={buttonStyle({ look: 'bare' })}>Keep it</AlertDialog.Cancel>
            <AlertDialog.Action onClick={onConfirm} className={buttonStyle({ look: 'danger' })}>
              Delete
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
