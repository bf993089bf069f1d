'use client'

import { useQuery } from '@apollo/client/react'
import { Disc3 } from 'lucide-react'
import { GenreBars } from '@/genre/genre-bars.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { Notice } from '@/ui/notice.tsx'
import { PageName } from '@/ui/page-name.tsx'
import { Section } from '@/ui/section.tsx'
import { AnalysisPending } from './analysis-pending.tsx'
import { GenreOverTime } from './genre-over-time.tsx'
import { SimilarTracksSection } from './similar-tracks-section.tsx'
import { TrackFacts } from './track-facts.tsx'
import { TrackHero } from './track-hero.tsx'
import { TrackPageQuery } from './track-page-query.ts'
import { TrackPageSkeleton } from './track-page-skeleton.tsx'
import { WhatTheNetworkHeard } from './what-the-network-heard.tsx'

export function TrackPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(TrackPageQuery, { variables: { id } })
  if (!data) return error ? <LoadFailure what="This track" onRetry={() => refetch()} /> : <TrackPageSkeleton />
  const { track } = data
  if (!track) {
    return (
      <Notice icon={Disc3} title="This track is not here">
        It may have been taken out of the catalogue. Search for it by its title instead.
      </Notice>
    )
  }
  const { analysis } = track
  return (
    <>
      <PageName>{track.title}</PageName>
      <TrackHero track={track} />
      {analysis ? (
        <div className="mt-10 grid gap-x-14 gap-y-10 lg:grid-cols-2">
          <Section title="What Segue hears" className="min-w-0">
            <GenreBars
              label="Genres of this track"
              shares={analysis.genreScores.map(({ label, probability }) => ({ genre: label, share: probability }))}
            />
          </Section>
          <Section title="From start to end" className="min-w-0">
            <GenreOverTime track={track} analysis={analysis} />
            <TrackFacts track={track} analysis={analysis} />
          </Section>
        </div>
      ) : (
        <AnalysisPending state={track.analysisState} error={track.analysisError} onCheck={() => refetch()} />
      )}
      {analysis && <WhatTheNetworkHeard track={track} analysis={analysis} />}
      {track.analysisState === 'DONE' && <SimilarTracksSection trackId={track.id} />}
    </>
  )
}
