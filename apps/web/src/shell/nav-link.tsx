'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { NavItem } from './nav-items.ts'

export function NavLink({ item: { href, label, icon: Icon } }: { item: NavItem }) {
  const isCurrent = usePathname() === href
  return (
    <Link
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      className={clsx(
        'group relative flex items-center gap-3 rounded-xl px-3 py-2.5 text-[0.94rem] font-medium transition-colors',
        isCurrent ? 'bg-paper/8 text-paper' : 'text-soft hover:bg-paper/5 hover:text-paper',
      )}
    >
      <Icon className={clsx('size-[1.15rem] transition-colors', isCurrent && 'text-ember')} aria-hidden="true" />
      {label}
    </Link>
  )
}
