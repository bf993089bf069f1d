import type { Metadata } from 'next'
import { PlaylistPage } from '@/playlist/playlist-page.tsx'

export const metadata: Metadata = { title: 'Playlist' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <PlaylistPage id={decodeURIComponent(id)} />
}
