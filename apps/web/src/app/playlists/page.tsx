import type { Metadata } from 'next'
import { PlaylistsPage } from '@/playlist/playlists-page.tsx'

export const metadata: Metadata = { title: 'Playlists' }

export default function Page() {
  return <PlaylistsPage />
}
