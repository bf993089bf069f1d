'use client'

import Link from 'next/link'
import { useSession } from 'next-auth/react'
import { AccountMenu } from './account-menu.tsx'
import { Logo } from './logo.tsx'
import { adminPages, listenerPages } from './nav-items.ts'
import { NavLink } from './nav-link.tsx'

/** The pages, at the side of wide screens. */
export function SideNav() {
  const role = useSession().data?.listener.role
  return (
    <nav
      aria-label="Main"
      className="sticky top-0 hidden h-[calc(100dvh-var(--player-height))] flex-col gap-8 overflow-y-auto border-r border-line px-4 py-7 lg:flex"
    >
      <Link href="/" className="self-start rounded-lg px-2">
        <Logo />
      </Link>
      <ul className="flex flex-col gap-1">
        {listenerPages.map((item) => (
          <li key={item.href}>
            <NavLink item={item} />
          </li>
        ))}
      </ul>
      {role === 'ADMIN' && (
        <div>
          <p className="px-3 pb-2 text-xs font-medium text-faint">Admin</p>
          <ul className="flex flex-col gap-1">
            {adminPages.map((item) => (
              <li key={item.href}>
                <NavLink item={item} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="mt-auto">
        <AccountMenu />
      </div>
    </nav>
  )
}
