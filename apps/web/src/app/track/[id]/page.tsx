import type { Metadata } from 'next'
import { TrackPage } from '@/track/track-page.tsx'

export const metadata: Metadata = { title: 'Track' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <TrackPage id={decodeURIComponent(id)} />
}
