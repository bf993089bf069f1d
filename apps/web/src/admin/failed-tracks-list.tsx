'use client'

import { useMutation, useQuery } from '@apollo/client/react'
import { RotateCcw, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useEffect } from 'react'
import { useToast } from '@/toast/toast-context.tsx'
import { Button } from '@/ui/button.tsx'
import { Section } from '@/ui/section.tsx'
import { CatalogueStatus, DeleteTrack, FailedTracks, RetryAnalysis } from './admin-queries.ts'
import { ConfirmButton } from './confirm-button.tsx'

/** Tracks that could not be analysed, each with its reason, to try again or take out. */
export function FailedTracksList({ count }: { count: number }) {
  const { data, refetch } = useQuery(FailedTracks)
  const after = { refetchQueries: [FailedTracks, CatalogueStatus] }
  const [retry] = useMutation(RetryAnalysis, after)
  const [remove] = useMutation(DeleteTrack, after)
  const show = useToast()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed count means that the list has changed
  useEffect(() => void refetch().catch(() => undefined), [count, refetch])

  const tracks = data?.tracks.edges.map(({ node }) => node) ?? []
  if (tracks.length === 0) return null
  return (
    <Section title="Failed">
      <ul className="flex flex-col">
        {tracks.map((track) => (
          <li key={track.id} className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line py-3">
            <div className="min-w-0 flex-1 basis-64">
              <Link href={`/track/${track.id}`} className="font-medium hover:underline">
                {track.title}
              </Link>
              <p className="text-sm text-alarm">{track.analysisError ?? 'No reason was recorded.'}</p>
            </div>
            <div className="flex gap-2">
              <Button
                className="px-4 py-1.5"
                aria-label={`Try ${track.title} again`}
                onClick={() => retry({ variables: { trackId: track.id } })}
              >
                <RotateCcw className="size-3.5" aria-hidden="true" /> Try again
              </Button>
              <ConfirmButton
                label={`Delete ${track.title}`}
                question={`Delete “${track.title}” with its audio? This cannot be undone.`}
                onConfirm={async () => {
                  await remove({ variables: { id: track.id } })
                  show({ text: `“${track.title}” was deleted` })
                }}
              >
                <Trash2 className="size-3.5" aria-hidden="true" /> Delete
              </ConfirmButton>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
