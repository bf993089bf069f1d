'use client'

import type { Session } from 'next-auth'
import { SessionProvider } from 'next-auth/react'
import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import { FeedChangesProvider } from '@/feed/feed-changes-context.tsx'
import { FeedbackProvider } from '@/feedback/feedback-context.tsx'
import { SegueApolloProvider } from '@/graphql/segue-apollo-provider.tsx'
import { PlayerProvider } from '@/player/player-context.tsx'
import { ToastProvider } from '@/toast/toast-context.tsx'
import { UploadsProvider } from '@/upload/uploads-context.tsx'

/** What every page can reach, from the outside in: who, the API, messages, signals, sound, live changes. */
export function Providers({ session, children }: { session: Session | null; children: ReactNode }) {
  return (
    <SessionProvider session={session} refetchOnWindowFocus={false}>
      <SegueApolloProvider>
        <Tooltip.Provider delayDuration={500}>
          <ToastProvider>
            <FeedbackProvider>
              <PlayerProvider>
                <FeedChangesProvider>
                  <UploadsProvider>{children}</UploadsProvider>
                </FeedChangesProvider>
              </PlayerProvider>
            </FeedbackProvider>
          </ToastProvider>
        </Tooltip.Provider>
      </SegueApolloProvider>
    </SessionProvider>
  )
}
