import type { LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

export const menuItemStyle =
  'flex w-full items-center gap-3 rounded-lg px-3 py-2 text-sm text-soft outline-none select-none data-highlighted:bg-paper/8 data-highlighted:text-paper'

type MenuItemProps = { icon: LucideIcon; onSelect: () => void; children: ReactNode }

export function MenuItem({ icon: Icon, onSelect, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={`${menuItemStyle} cursor-pointer`}>
      <Icon className="size-4 shrink-0" aria-hidden="true" /> {children}
    </DropdownMenu.Item>
  )
}
