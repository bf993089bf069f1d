'use client'

import { useQuery } from '@apollo/client/react'
import { Disc3 } from 'lucide-react'
import Link from 'next/link'
import { Artwork } from '@/artwork/artwork.tsx'
import { PlayAllButton } from '@/player/play-all-button.tsx'
import { formatDuration } from '@/track/format-duration.ts'
import { TrackList } from '@/track/track-list.tsx'
import { TrackPageSkeleton } from '@/track/track-page-skeleton.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { Notice } from '@/ui/notice.tsx'
import { PageName } from '@/ui/page-name.tsx'
import { AlbumPageQuery } from './album-queries.ts'

export function AlbumPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(AlbumPageQuery, { variables: { id } })
  if (!data) return error ? <LoadFailure what="This album" onRetry={() => refetch()} /> : <TrackPageSkeleton />
  const { album } = data
  if (!album) return <Notice icon={Disc3} title="This album is not here" />
  const durationMs = album.tracks.reduce((sum, track) => sum + track.durationMs, 0)
  return (
    <>
      <PageName>{album.title}</PageName>
      <header className="flex flex-col items-center gap-6 text-center sm:flex-row sm:items-end sm:gap-9 sm:text-left">
        <div className="w-52 shrink-0 lg:w-64">
          <Artwork
            url={album.artworkUrl}
            alt={`Cover of ${album.title}`}
            seed={`${album.title} ${album.artist.name}`}
            genre={album.tracks[0]?.genre}
            className="rounded-3xl shadow-float"
          />
        </div>
        <div className="min-w-0">
          <h1 className="text-4xl leading-[1.06] font-semibold tracking-[-0.04em] sm:text-6xl">{album.title}</h1>
          <p className="mt-3 flex flex-wrap justify-center gap-x-3 text-soft sm:justify-start">
            <Link href={`/artist/${album.artist.id}`} className="font-medium text-paper hover:underline">
              {album.artist.name}
            </Link>
            {album.year && <span>{album.year}</span>}
            <span>
              {album.tracks.length} tracks, {formatDuration(durationMs)}
            </span>
          </p>
          <div className="mt-6">
            <PlayAllButton tracks={album.tracks} context="ALBUM" />
          </div>
        </div>
      </header>
      <div className="mt-10">
        <TrackList label={`Tracks of ${album.title}`} tracks={album.tracks} context="ALBUM" />
      </div>
    </>
  )
}
