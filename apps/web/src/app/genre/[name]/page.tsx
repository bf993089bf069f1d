import type { Metadata } from 'next'
import { GenrePage } from '@/genre/genre-page.tsx'

export const metadata: Metadata = { title: 'Genre' }

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params
  return <GenrePage name={decodeURIComponent(name)} />
}
