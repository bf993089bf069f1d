import Link from 'next/link'
import { Artwork } from '@/artwork/artwork.tsx'
import { genreName } from '@/genre/genre-name.ts'
import type { ArtistCardData } from './artist-queries.ts'

export function ArtistCard({ artist }: { artist: ArtistCardData }) {
  return (
    <li className="group relative rounded-2xl p-3 text-center transition-colors hover:bg-paper/5">
      <Artwork url={artist.artworkUrl} alt="" seed={artist.name} genre={artist.genres[0]} isRound />
      <Link
        href={`/artist/${artist.id}`}
        className="mt-3 block truncate text-[0.94rem] font-medium after:absolute after:inset-0 after:rounded-2xl"
      >
        {artist.name}
      </Link>
      <p className="truncate text-sm text-soft">{artist.genres.map(genreName).join(', ')}</p>
    </li>
  )
}
