import type { Metadata } from 'next'
import { AdminPage } from '@/admin/admin-page.tsx'

export const metadata: Metadata = { title: 'Catalogue' }

export default function Page() {
  return <AdminPage />
}
