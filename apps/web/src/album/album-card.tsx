import Link from 'next/link'
import { Artwork } from '@/artwork/artwork.tsx'
import type { AlbumCardData } from './album-queries.ts'

/** An album; `note` takes the place of the artist's name. */
export function AlbumCard({ album, note }: { album: AlbumCardData; note?: string }) {
  return (
    <li className="group relative rounded-2xl p-3 transition-colors hover:bg-paper/5">
      <Artwork url={album.artworkUrl} alt="" seed={`${album.title} ${album.artist.name}`} className="rounded-xl" />
      <Link
        href={`/album/${album.id}`}
        className="mt-3 block truncate text-[0.94rem] font-medium after:absolute after:inset-0 after:rounded-2xl"
      >
        {album.title}
      </Link>
      <p className="truncate text-sm text-soft">{note ?? album.artist.name}</p>
    </li>
  )
}
