'use client'

import { useMutation } from '@apollo/client/react'
import { useToast } from '@/toast/toast-context.tsx'
import { CreatePlaylist, Playlists } from './playlist-queries.ts'

/** Makes a playlist. Answers its id, or nothing once a message has said why it could not be. */
export function useNewPlaylist() {
  const [create] = useMutation(CreatePlaylist, { refetchQueries: [Playlists] })
  const show = useToast()
  return async function newPlaylist(title: string, trackIds: string[] = []): Promise<string | undefined> {
    const answer = await create({ variables: { title, trackIds } }).catch(() => undefined)
    const outcome = answer?.data?.createPlaylist
    if (outcome?.__typename === 'CreatePlaylistPayload') return outcome.playlist.id
    show({ text: outcome?.message ?? 'Segue does not answer. Please try again.' })
    return undefined
  }
}
