'use client'

import { usePathname } from 'next/navigation'
import { useSession } from 'next-auth/react'
import type { ReactNode } from 'react'
import { PlayerBar } from '@/player/player-bar.tsx'
import { PlayerShortcuts } from '@/player/player-shortcuts.tsx'
import { AmbientLight } from './ambient-light.tsx'
import { SideNav } from './side-nav.tsx'
import { TabBar } from './tab-bar.tsx'
import { TopBar } from './top-bar.tsx'

const pagesWithoutShell = ['/signin', '/signup', '/welcome']

/** Navigation around the page and the player below it; both stay while pages change. */
export function AppShell({ children }: { children: ReactNode }) {
  const pathname = usePathname()
  const isSignedIn = useSession().status === 'authenticated'
  if (!isSignedIn || pagesWithoutShell.includes(pathname)) return <main>{children}</main>
  return (
    <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-ember px-4 py-2 font-medium text-ink focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <AmbientLight />
      <PlayerShortcuts />
      <SideNav />
      <div className="flex min-h-dvh min-w-0 flex-col pb-[calc(var(--player-height)+var(--tabs-height))]">
        <TopBar />
        <main id="content" className="mx-auto w-full max-w-[92rem] flex-1 px-4 pt-3 pb-12 sm:px-8 lg:px-10 lg:pt-9">
          {children}
        </main>
      </div>
      <PlayerBar />
      <TabBar />
    </div>
  )
}
