'use client'

import { useMutation, useQuery } from '@apollo/client/react'
import { useToast } from '@/toast/toast-context.tsx'
import { MySettings, UpdateSettings } from './settings-queries.ts'

type NamedArtist = { id: string; name: string }

/** Artists who are never suggested. */
export function useBlockedArtists() {
  const { data } = useQuery(MySettings)
  const [update] = useMutation(UpdateSettings)
  const show = useToast()
  const blocked = data?.me?.settings.blockedArtists ?? []
  const isBlocked = (id: string) => blocked.some((artist) => artist.id === id)

  async function toggleBlock({ id, name }: NamedArtist) {
    const before = blocked.map((artist) => artist.id)
    const after = isBlocked(id) ? before.filter((other) => other !== id) : [...before, id]
    const save = (blockedArtistIds: string[]) => update({ variables: { settings: { blockedArtistIds } } })
    await save(after)
    const text = after.length > before.length ? `${name} will not be suggested` : `${name} may be suggested again`
    show({ text, action: { label: 'Undo', run: () => void save(before) } })
  }

  return { blocked, isBlocked, toggleBlock }
}
