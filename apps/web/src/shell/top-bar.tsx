import Link from 'next/link'
import { AccountMenu } from './account-menu.tsx'
import { Logo } from './logo.tsx'

/** Name and account on narrow screens; wide ones have them at the side. */
export function TopBar() {
  return (
    <header className="flex items-center justify-between px-4 py-3 sm:px-8 lg:hidden">
      <Link href="/" className="rounded-lg">
        <Logo />
      </Link>
      <AccountMenu isCompact />
    </header>
  )
}
