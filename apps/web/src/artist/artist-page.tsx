'use client'

import { useQuery } from '@apollo/client/react'
import { Ban, Mic2 } from 'lucide-react'
import { AlbumCard } from '@/album/album-card.tsx'
import { Artwork } from '@/artwork/artwork.tsx'
import { GenreChip } from '@/genre/genre-chip.tsx'
import { PlayAllButton } from '@/player/play-all-button.tsx'
import { RadioButton } from '@/player/radio-button.tsx'
import { useBlockedArtists } from '@/settings/use-blocked-artists.ts'
import { TrackList } from '@/track/track-list.tsx'
import { TrackPageSkeleton } from '@/track/track-page-skeleton.tsx'
import { Button } from '@/ui/button.tsx'
import { cardGrid } from '@/ui/card-grid.ts'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { MoreOnScroll } from '@/ui/more-on-scroll.tsx'
import { Notice } from '@/ui/notice.tsx'
import { PageName } from '@/ui/page-name.tsx'
import { Section } from '@/ui/section.tsx'
import { ArtistPageQuery } from './artist-queries.ts'

export function ArtistPage({ id }: { id: string }) {
  const { data, error, refetch, fetchMore } = useQuery(ArtistPageQuery, { variables: { id } })
  const { isBlocked, toggleBlock } = useBlockedArtists()
  if (!data) return error ? <LoadFailure what="This artist" onRetry={() => refetch()} /> : <TrackPageSkeleton />
  const { artist } = data
  if (!artist) return <Notice icon={Mic2} title="This artist is not here" />
  const tracks = artist.tracks.edges.map(({ node }) => node)
  const blocked = isBlocked(artist.id)
  return (
    <>
      <PageName>{artist.name}</PageName>
      <header className="flex flex-col items-center gap-6 text-center sm:flex-row sm:items-end sm:gap-9 sm:text-left">
        <div className="w-44 shrink-0 lg:w-56">
          <Artwork
            url={artist.artworkUrl}
            alt={`Portrait of ${artist.name}`}
            seed={artist.name}
            genre={artist.genres[0]}
            isRound
            className="shadow-float"
          />
        </div>
        <div className="min-w-0">
          <h1 className="text-4xl leading-[1.06] font-semibold tracking-[-0.04em] sm:text-6xl">{artist.name}</h1>
          <div className="mt-3 flex flex-wrap items-center justify-center gap-x-4 gap-y-1 text-sm text-soft sm:justify-start">
            <span>{artist.trackCount} tracks</span>
            {artist.genres.map((genre) => (
              <GenreChip key={genre} genre={genre} />
            ))}
          </div>
          <div className="mt-6 flex flex-wrap justify-center gap-2 sm:justify-start">
            <PlayAllButton tracks={tracks} context="OTHER" />
            <RadioButton seed={{ artistId: artist.id }} name={artist.name} />
            <Button look={blocked ? 'danger' : 'bare'} onClick={() => toggleBlock(artist)}>
              <Ban className="size-4" aria-hidden="true" />
              {blocked ? 'Not suggested: allow again' : 'Never suggest'}
            </Button>
          </div>
        </div>
      </header>
      {artist.albums.length > 0 && (
        <Section title="Albums" className="mt-12">
          <ul className={cardGrid}>
            {artist.albums.map((album) => (
              <AlbumCard key={album.id} album={album} note={album.year ? String(album.year) : undefined} />
            ))}
          </ul>
        </Section>
      )}
      <Section title="Tracks" className="mt-12">
        <TrackList label={`Tracks by ${artist.name}`} tracks={tracks} context="OTHER" />
        {artist.tracks.pageInfo.hasNextPage && (
          <MoreOnScroll onMore={() => fetchMore({ variables: { after: artist.tracks.pageInfo.endCursor } })} />
        )}
      </Section>
    </>
  )
}
