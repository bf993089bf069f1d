'use client'

import { useQuery } from '@apollo/client/react'
import { Tag } from 'lucide-react'
import { DrawnCover } from '@/artwork/drawn-cover.tsx'
import { PlayAllButton } from '@/player/play-all-button.tsx'
import { RadioButton } from '@/player/radio-button.tsx'
import { TrackList } from '@/track/track-list.tsx'
import { TrackPageSkeleton } from '@/track/track-page-skeleton.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { MoreOnScroll } from '@/ui/more-on-scroll.tsx'
import { Notice } from '@/ui/notice.tsx'
import { PageName } from '@/ui/page-name.tsx'
import { genreName } from './genre-name.ts'
import { GenrePageQuery } from './genre-queries.ts'

export function GenrePage({ name }: { name: string }) {
  const { data, error, refetch, fetchMore } = useQuery(GenrePageQuery, { variables: { name } })
  if (!data) return error ? <LoadFailure what="This genre" onRetry={() => refetch()} /> : <TrackPageSkeleton />
  const { genre } = data
  if (!genre) return <Notice icon={Tag} title="There is no music of this genre here" />
  const tracks = genre.tracks.edges.map(({ node }) => node)
  const { hasNextPage, endCursor } = genre.tracks.pageInfo
  return (
    <>
      <PageName>{genreName(genre.name)}</PageName>
      <header className="relative mb-10 overflow-hidden rounded-3xl">
        <DrawnCover
          seed={`wall of ${genre.name}`}
          genre={genre.name}
          alt=""
          className="absolute inset-0 size-full object-cover"
        />
        <div className="relative bg-linear-to-t from-ink/85 via-ink/30 to-transparent px-6 pt-24 pb-7 sm:px-10 sm:pt-32">
          <h1 className="text-5xl font-semibold tracking-[-0.04em] sm:text-7xl">{genreName(genre.name)}</h1>
          <div className="mt-5 flex flex-wrap items-center gap-3">
            <PlayAllButton tracks={tracks} context="OTHER" />
            <RadioButton seed={{ genre: genre.name }} name={genreName(genre.name)} />
            <span className="ml-2 text-sm text-paper/80">{genre.trackCount} tracks</span>
          </div>
        </div>
      </header>
      <TrackList label={`${genreName(genre.name)} tracks`} tracks={tracks} context="OTHER" />
      {hasNextPage && <MoreOnScroll onMore={() => fetchMore({ variables: { after: endCursor } })} />}
    </>
  )
}
