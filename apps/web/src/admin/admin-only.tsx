'use client'

import { Lock } from 'lucide-react'
import { useSession } from 'next-auth/react'
import type { ReactNode } from 'react'
import { Notice } from '@/ui/notice.tsx'

/** Spares others a page on which nothing would work for them; the API checks every call by itself. */
export function AdminOnly({ children }: { children: ReactNode }) {
  const role = useSession().data?.listener.role
  if (role === 'ADMIN') return children
  return (
    <Notice icon={Lock} title="For administrators">
      Sign in with an administrator's account to look after the catalogue.
    </Notice>
  )
}
