'use client'

import { useQuery } from '@apollo/client/react'
import { useState } from 'react'
import { MySettings } from '@/settings/settings-queries.ts'
import { ChoiceGroup } from '@/ui/choice-group.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { Section } from '@/ui/section.tsx'
import { type SimilarityMetric, similarityChoices } from './similarity-choices.ts'
import { TrackList } from './track-list.tsx'
import { TrackListSkeleton } from './track-list-skeleton.tsx'
import { SimilarTracks } from './track-page-query.ts'

/** Tracks that sound alike, by the distance that the listener prefers or picks here. */
export function SimilarTracksSection({ trackId }: { trackId: string }) {
  const preferred = useQuery(MySettings).data?.me?.settings.similarityMetric
  const [picked, setPicked] = useState<SimilarityMetric>()
  const metric = picked ?? preferred ?? 'COSINE'
  const { data, previousData, error, refetch } = useQuery(SimilarTracks, { variables: { id: trackId, metric } })
  const similar = (data ?? previousData)?.track?.similarTracks
  const similarityOf = new Map(similar?.map(({ track, similarity }) => [track.id, similarity]))
  return (
    <Section
      title="Sounds alike"
      className="mt-14"
      aside={<ChoiceGroup label="Compare by" value={metric} choices={similarityChoices} onChange={setPicked} />}
    >
      {similar ? (
        <TrackList
          label="Similar tracks"
          tracks={similar.map(({ track }) => track)}
          context="RADIO"
          noteOf={({ id }) => `${Math.round((similarityOf.get(id) ?? 0) * 100)} % alike`}
        />
      ) : error ? (
        <LoadFailure what="Similar tracks" onRetry={() => refetch()} />
      ) : (
        <TrackListSkeleton />
      )}
    </Section>
  )
}
