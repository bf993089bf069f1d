import type { ReactNode } from 'react'
import { AdminOnly } from '@/admin/admin-only.tsx'

export default function AdminLayout({ children }: { children: ReactNode }) {
  return <AdminOnly>{children}</AdminOnly>
}
