'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { listenerPages } from './nav-items.ts'

/** The pages, at the bottom of narrow screens, within reach of the thumb. */
export function TabBar() {
  const pathname = usePathname()
  return (
    <nav
      aria-label="Main"
      data-tab-bar
      className="glass fixed inset-x-0 bottom-0 z-30 h-(--tabs-height) border-t border-line pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="grid h-full grid-cols-6">
        {listenerPages.map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className={clsx(
                'flex h-full flex-col items-center justify-center gap-1 text-[0.69rem] font-medium -outline-offset-4',
                pathname === href ? 'text-ember' : 'text-soft',
              )}
            >
              <Icon className="size-5" aria-hidden="true" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
