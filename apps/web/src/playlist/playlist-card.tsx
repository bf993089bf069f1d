import Link from 'next/link'
import { PlaylistCover } from './playlist-cover.tsx'
import { playlistLength } from './playlist-length.ts'
import type { PlaylistData } from './playlist-queries.ts'

export function PlaylistCard({ playlist }: { playlist: PlaylistData }) {
  return (
    <li className="group relative rounded-2xl p-3 transition-colors hover:bg-paper/5">
      <PlaylistCover urls={playlist.artworkUrls} title={playlist.title} className="rounded-xl" />
      <Link
        href={`/playlist/${playlist.id}`}
        className="mt-3 block truncate text-[0.94rem] font-medium after:absolute after:inset-0 after:rounded-2xl"
      >
        {playlist.title}
      </Link>
      <p className="truncate text-sm text-soft">{playlistLength(playlist)}</p>
    </li>
  )
}
