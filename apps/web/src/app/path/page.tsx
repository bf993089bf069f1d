import type { Metadata } from 'next'
import { PathPage } from '@/playlist/path-page.tsx'

export const metadata: Metadata = { title: 'Path' }

export default function Page() {
  return <PathPage />
}
