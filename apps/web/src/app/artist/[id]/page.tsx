import type { Metadata } from 'next'
import { ArtistPage } from '@/artist/artist-page.tsx'

export const metadata: Metadata = { title: 'Artist' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <ArtistPage id={decodeURIComponent(id)} />
}
