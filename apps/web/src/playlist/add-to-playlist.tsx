'use client'

import { useMutation, useQuery } from '@apollo/client/react'
import { ListMusic, type LucideIcon, Plus } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { useToast } from '@/toast/toast-context.tsx'
import type { TrackSummary } from '@/track/track-summary.ts'
import { AddToPlaylistMutation, PlaylistPageQuery, Playlists } from './playlist-queries.ts'
import { useNewPlaylist } from './use-new-playlist.ts'

/** Asks which of the listener's playlists a track goes into; one may begin with it. */
export function AddToPlaylist({ track, onDone }: { track: TrackSummary; onDone: () => void }) {
  return (
    <Dialog.Root open onOpenChange={onDone}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-[dim-in_160ms] bg-ink/70 backdrop-blur-sm" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[min(34rem,calc(100dvh-2rem))] w-[min(24rem,calc(100vw-2rem))] -translate-1/2 flex-col rounded-3xl border border-line bg-raised p-6 shadow-float"
        >
          <Dialog.Title className="truncate text-lg font-semibold">Add “{track.title}” to</Dialog.Title>
          <ul className="-mx-3 mt-3 min-h-0 list-none overflow-y-auto">
            <PlaylistChoices track={track} onDone={onDone} />
          </ul>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PlaylistChoices({ track, onDone }: { track: TrackSummary; onDone: () => void }) {
  const { data } = useQuery(Playlists)
  const [add] = useMutation(AddToPlaylistMutation, { refetchQueries: [PlaylistPageQuery, Playlists] })
  const newPlaylist = useNewPlaylist()
  const show = useToast()

  async function addTo(id: string, title: string) {
    onDone()
    const answer = await add({ variables: { id, trackIds: [track.id] } }).catch(() => undefined)
    const outcome = answer?.data?.addToPlaylist
    if (outcome?.__typename === 'PlaylistItemsPayload') show({ text: `“${track.title}” is in “${title}”` })
    else show({ text: outcome?.message ?? 'Segue does not answer. Please try again.' })
  }

  async function begin() {
    onDone()
    if (await newPlaylist(track.title, [track.id])) show({ text: `A playlist “${track.title}” begins with this track` })
  }

  return (
    <>
      <PlaylistChoice icon={Plus} onChoose={() => void begin()}>
        New playlist
      </PlaylistChoice>
      {data?.playlists.edges.map(({ node: { id, title } }) => (
        <PlaylistChoice key={id} icon={ListMusic} onChoose={() => void addTo(id, title)}>
          <span className="truncate">{title}</span>
        </PlaylistChoice>
      ))}
    </>
  )
}

type PlaylistChoiceProps = { icon: LucideIcon; onChoose: () => void; children: ReactNode }

function PlaylistChoice({ icon: Icon, onChoose, children }: PlaylistChoiceProps) {
  return (
    <li>
      <button
        type="button"
        onClick={onChoose}
        className="flex w-full items-center gap-3 rounded-xl px-3 py-2.5 text-left text-soft -outline-offset-2 hover:bg-paper/8 hover:text-paper focus-visible:bg-paper/8"
      >
        <Icon className="size-4 shrink-0" aria-hidden="true" /> {children}
      </button>
    </li>
  )
}
