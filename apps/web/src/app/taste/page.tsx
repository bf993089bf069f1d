import type { Metadata } from 'next'
import { TastePage } from '@/taste/taste-page.tsx'

export const metadata: Metadata = { title: 'Taste' }

export default function Page() {
  return <TastePage />
}
