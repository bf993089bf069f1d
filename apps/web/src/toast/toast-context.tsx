'use client'

import { Toast } from 'radix-ui'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

export type Message = { text: ReactNode; action?: { label: string; run: () => void } }

type ShownMessage = Message & { key: number }

const ToastContext = createContext<((message: Message) => void) | undefined>(undefined)

/** Shows short messages above the player, one at a time: a new one takes the place of the last. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<ShownMessage>()
  const show = useCallback((message: Message) => setShown((last) => ({ ...message, key: (last?.key ?? 0) + 1 })), [])
  return (
    <ToastContext value={show}>
      <Toast.Provider duration={7_000} swipeDirection="down" label="Message">
        {children}
        {shown && (
          <Toast.Root
            key={shown.key}
            onOpenChange={(isOpen) => !isOpen && setShown(undefined)}
            className="flex animate-[rise_220ms_var(--ease-out-soft)] items-center gap-4 rounded-2xl border border-line bg-lifted py-2 pr-2 pl-5 shadow-float"
          >
            <Toast.Description className="min-w-0 flex-1 py-1.5 text-sm">{shown.text}</Toast.Description>
            {shown.action && (
              <Toast.Action asChild altText={shown.action.label}>
                <button
                  type="button"
                  onClick={shown.action.run}
                  className="rounded-full px-4 py-2 text-sm font-semibold text-ember hover:bg-ember/12"
                >
                  {shown.action.label}
                </button>
              </Toast.Action>
            )}
          </Toast.Root>
        )}
        <Toast.Viewport className="fixed bottom-[calc(var(--player-height)+var(--tabs-height)+1rem)] left-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 outline-none" />
      </Toast.Provider>
    </ToastContext>
  )
}

export function useToast() {
  const show = useContext(ToastContext)
  if (!show) throw new Error('useToast needs a ToastProvider above it.')
  return show
}
