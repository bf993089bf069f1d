'use client'

import { skipToken, useQuery } from '@apollo/client/react'
import { ListPlus, Route } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { PlayAllButton } from '@/player/play-all-button.tsx'
import { TrackList } from '@/track/track-list.tsx'
import { TrackListSkeleton } from '@/track/track-list-skeleton.tsx'
import type { TrackSummary } from '@/track/track-summary.ts'
import { Button } from '@/ui/button.tsx'
import { ChoiceGroup } from '@/ui/choice-group.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { Notice } from '@/ui/notice.tsx'
import { PageTitle } from '@/ui/page-title.tsx'
import { PathBetween, PathStart } from './playlist-queries.ts'
import { TrackChoice } from './track-choice.tsx'
import { useNewPlaylist } from './use-new-playlist.ts'

const lengths = ['5', '10', '15', '25'] as const

/** From one track to another in small steps of sound; both ends are in the address. */
export function PathPage() {
  const router = useRouter()
  const address = useSearchParams()
  const [from, to] = [address.get('from') ?? '', address.get('to') ?? '']
  const [length, setLength] = useState<(typeof lengths)[number]>('10')
  const start = useQuery(PathStart, from ? { variables: { id: from } } : skipToken)
  const variables = { from, to, length: Number(length) }
  const { data, error, refetch } = useQuery(PathBetween, from && to ? { variables } : skipToken)
  const newPlaylist = useNewPlaylist()
  const path = data?.pathBetween ?? []
  const title = start.data?.track?.title

  const go = (ends: { from: string; to: string }) =>
    router.replace(`/path?from=${encodeURIComponent(ends.from)}&to=${encodeURIComponent(ends.to)}`)

  async function save() {
    const id = await newPlaylist(`From ${path[0].title} to ${path[path.length - 1].title}`.slice(0, 120), idsOf(path))
    if (id) router.push(`/playlist/${id}`)
  }

  return (
    <>
      <PageTitle lead="Each step is a small one in sound, from the first track to the last.">
        {title ? `Path from ${title}` : 'Path between two tracks'}
      </PageTitle>
      <div className="mb-8 grid items-start gap-6 sm:grid-cols-[minmax(0,24rem)_auto]">
        {from ? (
          <TrackChoice
            label={to ? 'To another track' : 'To which track?'}
            onChoose={(track) => go({ from, to: track.id })}
          />
        ) : (
          <TrackChoice label="From which track?" onChoose={(track) => go({ from: track.id, to })} />
        )}
        <div>
          <p className="mb-1.5 text-sm font-medium text-soft">Tracks</p>
          <ChoiceGroup
            label="Number of tracks"
            value={length}
            choices={lengths.map((value) => ({ value, label: value }))}
            onChange={setLength}
          />
        </div>
      </div>
      {from && to && !data && !error && <TrackListSkeleton rows={Number(length)} />}
      {error && <LoadFailure what="The path" onRetry={() => refetch()} />}
      {data && path.length === 0 && (
        <Notice icon={Route} title="There is no path yet">
          Segue has to hear both tracks first. Try again when they are analysed.
        </Notice>
      )}
      {path.length > 0 && (
        <>
          <div className="mb-6 flex flex-wrap gap-2">
            <PlayAllButton tracks={path} context="PLAYLIST" />
            <Button onClick={() => void save()}>
              <ListPlus className="size-4" aria-hidden="true" />
              Save as playlist
            </Button>
          </div>
          <TrackList label="The path" tracks={path} context="PLAYLIST" />
        </>
      )}
    </>
  )
}

function idsOf(tracks: readonly TrackSummary[]) {
  return tracks.map(({ id }) => id)
}
