'use client'

import { useQuery } from '@apollo/client/react'
import { LibraryBig } from 'lucide-react'
import { ArtistCard } from '@/artist/artist-card.tsx'
import { GenreTile } from '@/genre/genre-tile.tsx'
import { TrackList } from '@/track/track-list.tsx'
import { TrackListSkeleton } from '@/track/track-list-skeleton.tsx'
import { cardGrid } from '@/ui/card-grid.ts'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { Notice } from '@/ui/notice.tsx'
import { PageTitle } from '@/ui/page-title.tsx'
import { Section } from '@/ui/section.tsx'
import { CatalogueTracks } from './catalogue-tracks.tsx'
import { LibraryQuery } from './library-query.ts'
import { likedTracks } from './liked-tracks.ts'

/** Everything that is here, by genre, artist and day of arrival, with what the listener liked on top. */
export function LibraryPage() {
  const { data, error, refetch } = useQuery(LibraryQuery)
  if (!data)
    return error ? <LoadFailure what="The library" onRetry={() => refetch()} /> : <TrackListSkeleton rows={12} />
  const liked = likedTracks(data.history.edges.map(({ node }) => node)).slice(0, 8)
  if (data.genres.length === 0 && data.artists.length === 0) {
    return (
      <Notice icon={LibraryBig} title="The library is empty">
        Nothing has been added yet. An administrator adds music on the upload page.
      </Notice>
    )
  }
  return (
    <>
      <PageTitle>Library</PageTitle>
      {data.genres.length > 0 && (
        <ul aria-label="Genres" className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fill,minmax(12rem,1fr))]">
          {data.genres.map((genre) => (
            <GenreTile key={genre.name} genre={genre} />
          ))}
        </ul>
      )}
      {liked.length > 0 && (
        <Section title="Liked lately" className="mt-12">
          <TrackList label="Liked lately" tracks={liked} context="OTHER" />
        </Section>
      )}
      <Section title="Artists" className="mt-12">
        <ul className={cardGrid}>
          {data.artists.map((artist) => (
            <ArtistCard key={artist.id} artist={artist} />
          ))}
        </ul>
      </Section>
      <Section title="In the catalogue" className="mt-12">
        <CatalogueTracks />
      </Section>
    </>
  )
}
