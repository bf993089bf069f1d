'use client'

import { useQuery } from '@apollo/client/react'
import { useState } from 'react'
import { genreName } from '@/genre/genre-name.ts'
import { ChoiceGroup } from '@/ui/choice-group.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { Section } from '@/ui/section.tsx'
import { HeardExcerptFigure } from './heard-excerpt-figure.tsx'
import { HeardExcerpts } from './heard-excerpts-query.ts'
import { verdictInWords } from './heard-in-words.ts'
import type { TrackAnalysis, TrackOnPage } from './track-page-query.ts'
import { usePlayFrom } from './use-play-from.ts'

type WhatTheNetworkHeardProps = { track: TrackOnPage; analysis: TrackAnalysis }

const encounter = { context: 'OTHER' } as const
const views = [
  { value: 'heat', label: 'Evidence' },
  { value: 'sound', label: 'Sound only' },
] as const

/** The moments that sound most like the track's genre, and what in them speaks for it to the network. */
export function WhatTheNetworkHeard({ track, analysis }: WhatTheNetworkHeardProps) {
  const { data, error, refetch } = useQuery(HeardExcerpts, { variables: { id: track.id } })
  const [view, setView] = useState<(typeof views)[number]['value']>('heat')
  const playFrom = usePlayFrom(track, encounter)
  const excerpts = data?.track?.analysis?.excerpts
  if (excerpts?.length === 0) return null
  return (
    <Section
      title="What the network heard"
      className="mt-14"
      aside={<ChoiceGroup label="Show" value={view} choices={views} onChange={setView} />}
    >
      <p className="mb-5 max-w-[70ch] text-sm text-soft">
        {verdictInWords({ ...analysis, taggedGenre: track.taggedGenre })} Below are the moments that sound most like{' '}
        {genreName(analysis.genreScores[0].label)}: time runs to the right, pitch upwards, and what speaks for that
        genre to its network glows.
      </p>
      {excerpts ? (
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {excerpts.map((excerpt) => (
            <HeardExcerptFigure
              key={excerpt.startMs}
              excerpt={excerpt}
              isHeatShown={view === 'heat'}
              onPlay={() => playFrom(excerpt.startMs)}
            />
          ))}
        </div>
      ) : error ? (
        <LoadFailure what="What the network heard" onRetry={() => refetch()} />
      ) : (
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3" aria-hidden="true">
          {[0, 1, 2].map((place) => (
            <div key={place} className="skeleton aspect-[8/5] rounded-2xl" />
          ))}
        </div>
      )}
    </Section>
  )
}
