'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Button } from '@/ui/button.tsx'
import { useNewPlaylist } from './use-new-playlist.ts'

export function NewPlaylistButton() {
  const router = useRouter()
  const newPlaylist = useNewPlaylist()

  async function create() {
    const id = await newPlaylist('New playlist')
    if (id) router.push(`/playlist/${id}`)
  }

  return (
    <Button onClick={create}>
      <Plus className="size-4" aria-hidden="true" />
      New playlist
    </Button>
  )
}
