'use client'

import type { ResultOf } from 'gql.tada'
import { SearchX } from 'lucide-react'
import { AlbumCard } from '@/album/album-card.tsx'
import { ArtistCard } from '@/artist/artist-card.tsx'
import { GenreTile } from '@/genre/genre-tile.tsx'
import { TrackList } from '@/track/track-list.tsx'
import { cardGrid } from '@/ui/card-grid.ts'
import { Notice } from '@/ui/notice.tsx'
import { Section } from '@/ui/section.tsx'
import type { SearchQuery } from './search-query.ts'

type SearchResultsProps = { query: string; found: ResultOf<typeof SearchQuery>['search'] }

export function SearchResults({ query, found: { tracks, artists, albums, genres } }: SearchResultsProps) {
  const count = tracks.length + artists.length + albums.length + genres.length
  return (
    <div className="flex flex-col gap-11">
      <p role="status" className="sr-only">
        {count} results for {query}
      </p>
      {count === 0 && (
        <Notice icon={SearchX} title={`Nothing found for “${query}”`}>
          Try fewer letters, another spelling, or the name of the artist.
        </Notice>
      )}
      {tracks.length > 0 && (
        <Section title="Tracks" className="">
          <TrackList label="Tracks found" tracks={tracks} context="SEARCH" />
        </Section>
      )}
      {artists.length > 0 && (
        <Section title="Artists" className="">
          <ul className={cardGrid}>
            {artists.map((artist) => (
              <ArtistCard key={artist.id} artist={artist} />
            ))}
          </ul>
        </Section>
      )}
      {albums.length > 0 && (
        <Section title="Albums" className="">
          <ul className={cardGrid}>
            {albums.map((album) => (
              <AlbumCard key={album.id} album={album} />
            ))}
          </ul>
        </Section>
      )}
      {genres.length > 0 && (
        <Section title="Genres" className="">
          <ul className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fill,minmax(14rem,1fr))]">
            {genres.map((genre) => (
              <GenreTile key={genre.name} genre={genre} />
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}
