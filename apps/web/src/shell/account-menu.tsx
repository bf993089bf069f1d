'use client'

import { ChevronsUpDown, Gauge, LogOut, Settings, UploadCloud } from 'lucide-react'
import Link from 'next/link'
import { signOut, useSession } from 'next-auth/react'
import { DropdownMenu } from 'radix-ui'
import { MenuItem, menuItemStyle } from '@/ui/menu-item.tsx'

/** Who is signed in, with the way to the settings and out. */
export function AccountMenu({ isCompact = false }: { isCompact?: boolean }) {
  const listener = useSession().data?.listener
  if (!listener) return null
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={`Account of ${listener.name}`}
        className={`flex items-center gap-3 rounded-xl p-1.5 text-left transition-colors hover:bg-paper/5 data-[state=open]:bg-paper/8 ${isCompact ? '' : 'w-full'}`}
      >
        <span className="grid size-8 shrink-0 place-items-center rounded-full bg-lifted text-sm font-semibold text-ember">
          {listener.name.slice(0, 1).toUpperCase()}
        </span>
        {!isCompact && (
          <>
            <span className="min-w-0 flex-1 truncate text-sm font-medium">{listener.name}</span>
            <ChevronsUpDown className="size-4 text-faint" aria-hidden="true" />
          </>
        )}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          sideOffset={8}
          align="start"
          className="z-50 min-w-56 animate-[rise_160ms_var(--ease-out-soft)] rounded-2xl border border-line bg-raised p-1.5 shadow-float"
        >
          <p className="px-3 pt-2 pb-2.5 text-xs text-faint">
            {isCompact && <span className="block text-sm font-medium text-paper">{listener.name}</span>}
            {listener.email}
          </p>
          <DropdownMenu.Item asChild>
            <Link href="/settings" className={menuItemStyle}>
              <Settings className="size-4" aria-hidden="true" /> Settings
            </Link>
          </DropdownMenu.Item>
          {listener.role === 'ADMIN' && (
            <div className="lg:hidden">
              <DropdownMenu.Item asChild>
                <Link href="/admin" className={menuItemStyle}>
                  <Gauge className="size-4" aria-hidden="true" /> Catalogue
                </Link>
              </DropdownMenu.Item>
              <DropdownMenu.Item asChild>
                <Link href="/admin/upload" className={menuItemStyle}>
                  <UploadCloud className="size-4" aria-hidden="true" /> Upload
                </Link>
              </DropdownMenu.Item>
            </div>
          )}
          <MenuItem icon={LogOut} onSelect={() => signOut({ callbackUrl: '/signin' })}>
            Sign out
          </MenuItem>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
