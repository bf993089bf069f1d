'use client'

import { useQuery, useSubscription } from '@apollo/client/react'
import { UploadCloud } from 'lucide-react'
import Link from 'next/link'
import { TrackListSkeleton } from '@/track/track-list-skeleton.tsx'
import { buttonStyle } from '@/ui/button.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { PageTitle } from '@/ui/page-title.tsx'
import { ProgressLine } from '@/ui/progress-line.tsx'
import { Section } from '@/ui/section.tsx'
import { AnalysisProgress, CatalogueStatus } from './admin-queries.ts'
import { FailedTracksList } from './failed-tracks-list.tsx'
import { Figure } from './figure.tsx'
import { TasteModelVersions } from './taste-model-versions.tsx'

const pollMs = 5_000

/** How the catalogue is: what is in it, what is being analysed, what failed, which models are live. */
export function AdminPage() {
  const { data, error, refetch } = useQuery(CatalogueStatus, { pollInterval: pollMs })
  const { data: progress } = useSubscription(AnalysisProgress)
  if (!data)
    return error ? <LoadFailure what="The catalogue" onRetry={() => refetch()} /> : <TrackListSkeleton rows={6} />
  const status = data.catalogueStatus
  const working = progress?.analysisProgress
  return (
    <>
      <PageTitle
        aside={
          <Link href="/admin/upload" className={buttonStyle({ look: 'primary' })}>
            <UploadCloud className="size-4" aria-hidden="true" /> Upload music
          </Link>
        }
      >
        Catalogue
      </PageTitle>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-5">
        <Figure name="Tracks" value={status.tracks} />
        <Figure name="Artists" value={status.artists} />
        <Figure name="Albums" value={status.albums} />
        <Figure name="Listeners" value={status.listeners} />
        <Figure name="Signals" value={status.events} />
      </dl>
      <Section title="Analysis">
        <div className="rounded-2xl border border-line bg-panel/70 p-5">
          <p className="mb-3 flex flex-wrap justify-between gap-x-6 gap-y-1 text-sm">
            <span>
              {status.analysed} of {status.tracks} tracks analysed
              {status.modelVersion && <span className="text-soft"> by {status.modelVersion}</span>}
            </span>
            <span className="text-soft tabular-nums">
              {status.pending} waiting, {status.failed} failed
            </span>
          </p>
          <ProgressLine label="Tracks analysed" value={status.analysed} max={status.tracks} />
          {working && working.state === 'PENDING' && (
            <p role="status" className="mt-3 truncate text-sm text-soft">
              {working.track?.title ?? 'A track'}: {working.step}, {working.percent} %
            </p>
          )}
        </div>
      </Section>
      <Section title="Taste model">
        <p className="text-soft">
          {status.tasteModel
            ? `Version ${status.tasteModel.id}, trained ${new Date(status.tasteModel.trainedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })} on ${status.tasteModel.events} signals of ${status.tasteModel.listeners} listeners about ${status.tasteModel.tracks} tracks.`
            : 'None yet. Until there is one, feeds go by sound alone.'}
        </p>
        <TasteModelVersions liveVersion={status.tasteModel?.id} />
      </Section>
      {status.demo.tracks > 0 && (
        <Section title="Demo catalogue">
          <p className="mb-3 text-soft">
            {status.demo.isRendering ? 'Being composed and rendered' : 'Complete'}: {status.demo.rendered} of{' '}
            {status.demo.tracks} tracks.
          </p>
          <ProgressLine label="Demo catalogue" value={status.demo.rendered} max={status.demo.tracks} />
        </Section>
      )}
      <FailedTracksList count={status.failed} />
    </>
  )
}
