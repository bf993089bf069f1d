import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PathPage } from '@/playlist/path-page.tsx'

export const metadata: Metadata = { title: 'Path' }

export default function Page() {
  return (
    <Suspense>
      <PathPage />
    </Suspense>
  )
}
