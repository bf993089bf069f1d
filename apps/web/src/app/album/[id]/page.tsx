import type { Metadata } from 'next'
import { AlbumPage } from '@/album/album-page.tsx'

export const metadata: Metadata = { title: 'Album' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <AlbumPage id={decodeURIComponent(id)} />
}
